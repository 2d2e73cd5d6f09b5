package org.gwageo.benchmark.score;

import java.util.TreeMap;
import org.gwageo.benchmark.metric.Estimate;
import org.jspecify.annotations.Nullable;

/**
 * One number of a result.
 *
 * @param name the metric's name
 * @param filter the filter whose readings it is computed from
 * @param estimate the number, its standard error and how many questions count
 * @param higherIsBetter whether a higher number means a better model
 */
public record MetricValue(String name, String filter, Estimate estimate, boolean higherIsBetter) {

  TreeMap<String, @Nullable Object> toTree() {
    var tree = new TreeMap<String, @Nullable Object>();
    tree.put("name", name);
    tree.put("filter", filter);
    tree.put("value", estimate.value());
    tree.put("se", estimate.standardError());
    tree.put("n", estimate.n());
    return tree;
  }
}
