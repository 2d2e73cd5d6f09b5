package org.gwageo.verdict;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gwageo.verdict.Derivation.Label;
import org.gwageo.verdict.Derivation.Rule;
import org.gwageo.verdict.Derivation.Use;
import org.gwageo.verdict.exact.Fraction;
import org.gwageo.verdict.rules.Aggregation;
import org.jspecify.annotations.Nullable;

/** Makes the steps of derivations, with the rulebook's rounding mode. */
final class Steps {

  private final RoundingMode mode;

  Steps(RoundingMode mode) {
    this.mode = mode;
  }

  Derivation.Step step(
      Label label,
      Rule rule,
      SortedMap<String, String> parameters,
      List<Derivation> inputs,
      Fraction exact,
      @Nullable Integer places,
      @Nullable BigDecimal points) {
    Fraction result = places == null ? exact : Fraction.of(exact.round(places, mode));
    return new Derivation.Step(
        label, rule, parameters, inputs, exact, places, result, points, Use.COUNTED);
  }

  Derivation.Step sum(
      Label label, List<Derivation> inputs, @Nullable Integer places, @Nullable BigDecimal points) {
    Fraction sum = Fraction.sum(inputs.stream().map(Derivation::result).toList());
    return step(label, Rule.SUM, new TreeMap<>(), inputs, sum, places, points);
  }

  /**
   * Aggregates the inputs that are not left out.
   *
   * @throws IllegalArgumentException if fewer inputs count than the aggregation needs
   */
  Derivation.Step aggregate(
      Label label,
      Aggregation aggregation,
      List<Derivation> inputs,
      @Nullable Integer places,
      @Nullable BigDecimal points) {
    List<Derivation> marked = marked(aggregation, inputs);
    List<Fraction> counted =
        marked.stream().filter(i -> i.use() == Use.COUNTED).map(Derivation::result).toList();
    Fraction mean = Fraction.sum(counted).dividedBy(Fraction.of(counted.size()));
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put("counted", Integer.toString(counted.size()));
    Rule rule =
        switch (aggregation) {
          case Aggregation.Mean() -> Rule.MEAN;
          case Aggregation.Median() -> Rule.MEDIAN;
          case Aggregation.TrimmedMean(int high, int low) -> {
            parameters.put("high", Integer.toString(high));
            parameters.put("low", Integer.toString(low));
            yield Rule.TRIMMED_MEAN;
          }
        };
    return step(label, rule, parameters, marked, mean, places, points);
  }

  private static List<Derivation> marked(Aggregation aggregation, List<Derivation> inputs) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i).use() == Use.COUNTED) {
        order.add(i);
      }
    }
    if (order.size() < aggregation.least()) {
      throw new IllegalArgumentException(
          "an aggregation of " + aggregation.least() + " values has " + order.size());
    }
    // Inputs stand in the order of their ids, and the sort is stable: among equal values the one
    // that is dropped does not depend on the order of the document.
    order.sort(Comparator.comparing((Integer i) -> inputs.get(i).result()));
    int low;
    int high;
    switch (aggregation) {
      case Aggregation.Mean() -> {
        low = 0;
        high = 0;
      }
      case Aggregation.Median() -> {
        low = (order.size() - 1) / 2;
        high = low;
      }
      case Aggregation.TrimmedMean trimmed -> {
        low = trimmed.low();
        high = trimmed.high();
      }
    }
    List<Derivation> marked = new ArrayList<>(inputs);
    for (int place = 0; place < order.size(); place++) {
      int index = order.get(place);
      if (place < low) {
        marked.set(index, inputs.get(index).usedAs(Use.DROPPED_LOW));
      } else if (place >= order.size() - high) {
        marked.set(index, inputs.get(index).usedAs(Use.DROPPED_HIGH));
      }
    }
    return marked;
  }
}
