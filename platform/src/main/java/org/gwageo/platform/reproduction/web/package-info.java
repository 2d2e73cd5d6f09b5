/** The pages of teams' own runs: those of the team, of the office, and of everybody. */
@NullMarked
package org.gwageo.platform.reproduction.web;

import org.jspecify.annotations.NullMarked;
