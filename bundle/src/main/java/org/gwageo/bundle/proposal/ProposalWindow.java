package org.gwageo.bundle.proposal;

import java.time.Instant;

/**
 * Until when teams can propose, as it was announced at one time. A later announcement takes the
 * place of an earlier one.
 *
 * @param at when it was announced, and from when on it holds
 * @param closesAt the last moment at which a list is taken
 * @param reason why, in the office's words
 */
public record ProposalWindow(Instant at, Instant closesAt, String reason) {}
