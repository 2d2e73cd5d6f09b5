/** The pages of proposed benchmarks: those of the team, of the office, and of everybody. */
@NullMarked
package org.gwageo.platform.proposal.web;

import org.jspecify.annotations.NullMarked;
