package org.gwageo.benchmark.statistics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tree of a comparison for canonical JSON. A number that does not exist is null. */
final class ComparisonTree {

  private ComparisonTree() {}

  static Map<String, Object> of(Comparison comparison) {
    List<Object> entrants = new ArrayList<>();
    comparison.entrants().forEach(line -> entrants.add(line(line)));
    List<Object> pairs = new ArrayList<>();
    comparison.pairs().forEach(pair -> pairs.add(pair(pair)));
    List<Object> groups = new ArrayList<>();
    for (List<Integer> group : comparison.groups().groups()) {
      groups.add(group.stream().map(i -> comparison.entrants().get(i).entrant()).toList());
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("rules", comparison.rules().tree());
    tree.put("items", comparison.items());
    tree.put("leftOut", comparison.leftOut());
    tree.put("clusters", comparison.clusters());
    tree.put("entrants", entrants);
    tree.put("pairs", pairs);
    tree.put("groups", groups);
    return tree;
  }

  private static Map<String, @Nullable Object> line(Comparison.Line line) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("entrant", line.entrant());
    tree.put("mean", line.mean().mean());
    tree.put("se", number(line.mean().standardError()));
    tree.put("designEffect", line.mean().designEffect());
    tree.put("interval", interval(line.interval()));
    tree.put("unanswered", line.unanswered());
    tree.put("rank", line.rank());
    tree.put("rankLow", line.ranks().low());
    tree.put("rankHigh", line.ranks().high());
    tree.put("letters", line.letters());
    tree.put("best", line.best());
    return tree;
  }

  private static Map<String, @Nullable Object> pair(Comparison.Pair pair) {
    PairedDifference paired = pair.paired();
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("first", pair.first());
    tree.put("second", pair.second());
    tree.put("difference", paired.difference().mean());
    tree.put("se", number(paired.difference().standardError()));
    tree.put("correlation", number(paired.correlation()));
    tree.put("interval", interval(pair.interval()));
    tree.put("simultaneous", interval(pair.simultaneous()));
    tree.put("p", paired.permutation().p());
    tree.put("pMethod", paired.permutation().method());
    tree.put("pHolm", pair.holm());
    tree.put("pMaxT", pair.maxT());
    tree.put("differ", pair.differ());
    tree.put("detectable", number(pair.detectable()));
    return tree;
  }

  static Map<String, @Nullable Object> interval(Interval interval) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("low", number(interval.low()));
    tree.put("high", number(interval.high()));
    tree.put("level", interval.level());
    tree.put("method", interval.method());
    return tree;
  }

  private static @Nullable Double number(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
