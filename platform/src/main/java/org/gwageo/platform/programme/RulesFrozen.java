package org.gwageo.platform.programme;

/**
 * The rules of a stage are fixed.
 *
 * @param stage which one
 * @param version the rulebook version that applies from here on
 * @param digest its digest
 */
public record RulesFrozen(StageId stage, int version, String digest) {}
