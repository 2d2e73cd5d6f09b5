package org.gwageo.platform.programme;

/**
 * Submissions to a stage are closed and its evaluation starts.
 *
 * @param stage which one
 */
public record SubmissionsClosed(StageId stage) {}
