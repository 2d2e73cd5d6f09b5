package org.gwageo.verdict.rules;

import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Where values are rounded. A level without places stays exact.
 *
 * @param mode the direction
 * @param measurement digits after the point of an aggregated measurement, before it is scaled
 * @param item digits of an item's points
 * @param block digits of a block's points
 * @param total digits of the total
 */
public record RoundingRule(
    RoundingMode mode,
    @Nullable Integer measurement,
    @Nullable Integer item,
    @Nullable Integer block,
    int total) {}
