package org.gwageo.verdict.scores;

/**
 * A declared conflict of interest.
 *
 * @param in the id of the panel or of the user group
 * @param who the evaluator or rater
 * @param team the team concerned
 * @param kind one of the kinds that the rulebook names
 */
public record Conflict(String in, String who, String team, String kind) {}
