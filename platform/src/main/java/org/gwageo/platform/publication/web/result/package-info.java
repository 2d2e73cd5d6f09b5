/**
 * The pages of a published stage: its results, its verdict with a letter to every team, the
 * evidence, and every answer behind a benchmark.
 *
 * <p>{@link org.gwageo.platform.publication.web.result.PublishedStages} finds the stage and hands
 * out only what the rulebook shows to the public. A {@code …Writer} turns that into the record that
 * a template under {@code publication/result} shows; it needs no server.
 */
@NullMarked
package org.gwageo.platform.publication.web.result;

import org.jspecify.annotations.NullMarked;
