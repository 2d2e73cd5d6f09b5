package org.gwageo.cli.benchmark;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gwageo.benchmark.metric.Estimate;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.jspecify.annotations.Nullable;

/**
 * The weighted mean of the headlines of a suite's tasks, with the standard error of independent
 * tasks: √Σ(w·se)² / Σw.
 *
 * @param value the mean, 0 to 1
 * @param standardError its standard error
 * @param tasks how many tasks it is of
 */
record SuiteScore(double value, double standardError, int tasks) {

  /** Returns the score; null where there are no weights or a task has no number. */
  static @Nullable SuiteScore of(List<TaskOptions.Named> tasks, List<BenchmarkResult> results) {
    double sum = 0;
    double squares = 0;
    double weights = 0;
    for (int i = 0; i < tasks.size(); i++) {
      BigDecimal weight = tasks.get(i).weight();
      Estimate estimate = results.get(i).headline().estimate();
      Double value = estimate.value();
      if (weight == null || value == null) {
        return null;
      }
      double w = weight.doubleValue();
      double error = estimate.standardError() == null ? 0 : estimate.standardError();
      sum += w * value;
      squares += w * error * (w * error);
      weights += w;
    }
    return new SuiteScore(sum / weights, Math.sqrt(squares) / weights, tasks.size());
  }

  Map<String, Object> toTree() {
    return Map.of("value", value, "se", standardError, "tasks", tasks);
  }

  String korean() {
    return String.format(
        Locale.ROOT,
        "묶음 점수 %.2f ± %.2f %% (평가 과제 %d개의 가중평균)",
        100 * value,
        100 * standardError,
        tasks);
  }

  String english() {
    return String.format(
        Locale.ROOT,
        "suite score %.2f ± %.2f %% (weighted mean of %d tasks)",
        100 * value,
        100 * standardError,
        tasks);
  }
}
