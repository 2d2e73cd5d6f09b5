package org.gwageo.lineage.independence;

/**
 * A component that a family cannot say anything about.
 *
 * @param component the part of the model
 * @param family the family
 * @param reason one sentence with the shapes or values in the way
 */
public record Untestable(String component, Family family, String reason) {}
