package org.gwageo.benchmark.journal;

import java.util.List;

/**
 * How likely a model finds a given continuation.
 *
 * @param logProbabilities the natural logarithm of each token's probability, in order
 * @param greedy whether every token is the one that the model finds most likely
 */
public record Likelihood(List<Double> logProbabilities, boolean greedy) {

  /** Copies the list. */
  public Likelihood {
    logProbabilities = List.copyOf(logProbabilities);
  }

  /** Returns the log probability of the whole continuation, summed from its first token on. */
  public double sum() {
    double sum = 0;
    for (double logProbability : logProbabilities) {
      sum += logProbability;
    }
    return sum;
  }
}
