package org.gwageo.benchmark.harness;

import java.util.Map;
import org.gwageo.benchmark.harness.port.FunctionReference;
import org.jspecify.annotations.Nullable;

/**
 * A metric as a task lists it.
 *
 * @param name the metric's name
 * @param function the function that computes it; null for one that the harness has
 * @param aggregation the aggregation's name; null if a function or the metric's own is used
 * @param aggregationBy the function that aggregates; null if there is none
 * @param higherIsBetter as the task says, or as the metric has it
 * @param arguments what else the task gives to the metric
 */
record MetricSpec(
    String name,
    @Nullable FunctionReference function,
    @Nullable String aggregation,
    @Nullable FunctionReference aggregationBy,
    boolean higherIsBetter,
    Map<String, @Nullable Object> arguments) {}
