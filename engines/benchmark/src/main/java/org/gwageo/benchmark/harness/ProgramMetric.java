package org.gwageo.benchmark.harness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gwageo.benchmark.harness.port.Port;
import org.gwageo.benchmark.harness.port.Ports;
import org.gwageo.benchmark.metric.Repeated;
import org.gwageo.benchmark.python.PythonValue;
import org.gwageo.benchmark.task.TaskException;
import org.jspecify.annotations.Nullable;

/**
 * A metric for which programs that models wrote are run.
 *
 * @param port makes the programs
 * @param passes by metric name, in the task's order, the number that an item's replies make
 * @param higherIsBetter as the task says
 */
record ProgramMetric(
    Port.OfPrograms port, LinkedHashMap<String, Repeated> passes, boolean higherIsBetter) {

  /** Returns what makes the programs of a metric; null if it runs none. */
  static Port.@Nullable OfPrograms port(MetricSpec metric) {
    return metric.function() != null
            && Ports.find(metric.function()).orElse(null) instanceof Port.OfPrograms port
        ? port
        : null;
  }

  /**
   * Returns the metric of a task that runs programs; null if the task runs none.
   *
   * @throws TaskException if it stands beside other metrics or draws more replies than there are
   */
  static @Nullable ProgramMetric of(String file, TaskSpec spec) throws TaskException {
    for (MetricSpec metric : spec.metrics()) {
      Port.OfPrograms port = port(metric);
      if (port != null) {
        if (spec.metrics().size() > 1 || spec.processResults() != null) {
          throw new TaskException(
              file, 0, "the metric " + metric.name() + " runs programs and stands alone");
        }
        if (spec.type() != OutputType.GENERATE_UNTIL
            || (metric.aggregation() != null && !metric.aggregation().equals("mean"))) {
          throw new TaskException(
              file, 0, "the metric " + metric.name() + " is the mean over generated replies");
        }
        return new ProgramMetric(port, passes(file, spec, metric), metric.higherIsBetter());
      }
    }
    return null;
  }

  private static LinkedHashMap<String, Repeated> passes(
      String file, TaskSpec spec, MetricSpec metric) throws TaskException {
    LinkedHashMap<String, Repeated> passes = new LinkedHashMap<>();
    Map<String, @Nullable Object> arguments = metric.arguments();
    if (!metric.name().equals("pass_at_k")) {
      passes.put(metric.name(), Repeated.passAt(1));
      return passes;
    }
    List<@Nullable Object> draws = new ArrayList<>();
    if (arguments.get("k") instanceof List<?> list) {
      draws.addAll(list);
    } else {
      draws.add(arguments.get("k"));
    }
    long most = replies(spec);
    for (Object draw : draws) {
      if (!(draw instanceof Long k) || k < 1 || k > most) {
        throw new TaskException(
            file,
            0,
            "the metric pass_at_k draws from 1 to %d replies in \"k\", not %s"
                .formatted(most, PythonValue.repr(draw)));
      }
      passes.put("pass@" + k, Repeated.passAt((int) (long) k));
    }
    if (passes.isEmpty()) {
      throw new TaskException(file, 0, "the metric pass_at_k says in \"k\" how many are drawn");
    }
    return passes;
  }

  /** Returns how many replies to a document every pipeline leaves. */
  private static long replies(TaskSpec spec) {
    long least = Math.max(1, spec.repeats());
    for (FilterSpec filter : spec.filters()) {
      for (FilterSpec.Step step : filter.steps()) {
        least =
            switch (step.function()) {
              case "take_first", "majority_vote" -> 1;
              case "take_first_k" ->
                  step.arguments().get("k") instanceof Long k ? Math.min(least, k) : least;
              default -> least;
            };
      }
    }
    return least;
  }
}
