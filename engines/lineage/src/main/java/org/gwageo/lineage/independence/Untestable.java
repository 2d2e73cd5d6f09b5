package org.gwageo.lineage.independence;

import org.jspecify.annotations.Nullable;

/**
 * A component that a family cannot say anything about.
 *
 * @param component the part of the model
 * @param family the family, or null if none of them applies
 * @param reason one sentence with the shapes or values in the way
 */
public record Untestable(String component, @Nullable Family family, String reason) {}
