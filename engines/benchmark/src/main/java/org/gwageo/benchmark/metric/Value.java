package org.gwageo.benchmark.metric;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What one question contributes to one metric. */
public sealed interface Value {

  /**
   * A number that is averaged; 0 to 1 for shares.
   *
   * @param value any finite number
   */
  record Score(double value) implements Value {

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if it is infinite or no number
     */
    public Score {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a score is a finite number, not " + value);
      }
    }

    /** Returns 1 or 0. */
    public static Score of(boolean correct) {
      return new Score(correct ? 1 : 0);
    }
  }

  /**
   * A class that was predicted and the class that was right, for metrics over confusion matrices.
   *
   * @param predicted the predicted class; empty if the reply named none
   * @param gold the right class
   */
  record Label(String predicted, String gold) implements Value {}

  /**
   * Sufficient statistics that add up over questions, for metrics over the whole corpus: always as
   * many and in the same order for one metric.
   */
  final class Sums implements Value {

    private final double[] parts;

    /** Takes a copy of the statistics. */
    public Sums(double... parts) {
      this.parts = parts.clone();
    }

    /** Returns a copy of the statistics. */
    public double[] parts() {
      return parts.clone();
    }

    /** Adds the statistics to {@code total}. */
    public void addTo(double[] total) {
      for (int i = 0; i < parts.length; i++) {
        total[i] += parts[i];
      }
    }

    /** Returns how many statistics there are. */
    public int size() {
      return parts.length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Sums sums && Arrays.equals(parts, sums.parts);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(parts);
    }

    @Override
    public String toString() {
      return "Sums" + Arrays.toString(parts);
    }
  }
}
