package org.gwageo.benchmark.score;

import java.util.EnumMap;
import java.util.Map;
import org.gwageo.benchmark.journal.FailureClass;
import org.jspecify.annotations.Nullable;

/** Adds up items; all sums are whole numbers, so that the order of adding does not matter. */
final class Tally {

  private final Map<FailureClass, Long> unanswered = new EnumMap<>(FailureClass.class);
  private long correct;
  private long counted;
  private long clusters;
  private long correctSquared;
  private long correctTimesCounted;
  private long countedSquared;

  /** Adds one item with {@code c} correct of {@code n} counted replies. */
  void addItem(long c, long n) {
    if (n > 0) {
      clusters++;
      correct += c;
      counted += n;
      correctSquared += c * c;
      correctTimesCounted += c * n;
      countedSquared += n * n;
    }
  }

  void addFailure(FailureClass failure) {
    unanswered.merge(failure, 1L, Long::sum);
  }

  Map<FailureClass, Long> unanswered() {
    return unanswered;
  }

  Accuracy accuracy() {
    return new Accuracy(correct, counted, standardError());
  }

  private @Nullable Double standardError() {
    if (clusters < 2) {
      return null;
    }
    double p = (double) correct / counted;
    double squares =
        Math.max(0, correctSquared - 2 * p * correctTimesCounted + p * p * countedSquared);
    return Math.sqrt(squares * clusters / (clusters - 1)) / counted;
  }
}
