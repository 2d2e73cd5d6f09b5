/**
 * The bundle of a season: what was asked, what was answered, and the numbers that follow.
 *
 * <p>A season has no rulebook and no verdict. Its bundle holds {@code season.json}, the tasks with
 * their items as far as everybody may have them, a journal and a result for each entrant and task,
 * and {@code standings.json}. Items that were sealed come with the commitment that was published
 * before the season; items that stay sealed or whose licence forbids passing them on are left out,
 * with their journals, and the bundle says so.
 */
@NullMarked
package org.gwageo.bundle.season;

import org.jspecify.annotations.NullMarked;
