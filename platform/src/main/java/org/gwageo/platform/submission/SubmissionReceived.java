package org.gwageo.platform.submission;

import org.gwageo.platform.programme.StageId;

/**
 * A team has submitted.
 *
 * @param stage to which stage
 * @param team the team's slug
 * @param receipt the receipt's number
 */
public record SubmissionReceived(StageId stage, String team, String receipt) {}
