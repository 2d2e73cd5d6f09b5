package org.gwageo.platform.evaluation;

import org.gwageo.platform.programme.StageId;

/**
 * The results of a season were published.
 *
 * @param season the season
 */
public record SeasonPublished(StageId season) {}
