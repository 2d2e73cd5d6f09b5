package org.gwageo.lineage.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gwageo.lineage.independence.Outcome;

/** Collects the outcomes of pairs known to be independent into a {@link ControlLibrary}. */
public final class ControlCollection {

  private final Map<String, Map<String, List<Double>>> scores = new TreeMap<>();

  /** Adds what one family found between two independent models. */
  public void add(ShapeClass shape, Outcome outcome) {
    scores
        .computeIfAbsent(shape.id(), any -> new TreeMap<>())
        .computeIfAbsent(
            ControlLibrary.key(outcome.component(), outcome.family()), any -> new ArrayList<>())
        .add(outcome.z());
  }

  /** Returns the summaries of everything added. */
  public ControlLibrary library() {
    var summaries = new TreeMap<String, Map<String, ControlSummary>>();
    scores.forEach(
        (shape, byTest) -> {
          var own = new TreeMap<String, ControlSummary>();
          byTest.forEach(
              (test, z) ->
                  own.put(
                      test,
                      ControlSummary.of(z.stream().mapToDouble(Double::doubleValue).toArray())));
          summaries.put(shape, own);
        });
    return new ControlLibrary(summaries);
  }
}
