package org.gwageo.lineage.fingerprint;

import java.util.List;

/**
 * What comparing one model with references costs, step by step, before anything is read.
 *
 * <p>The arithmetic is that of the tests: every step reads given bytes and multiplies given
 * matrices, and takes the longer of the two times, because reading and multiplying overlap. Orders
 * of magnitude are meant, not minutes to the second.
 *
 * @param parameters the number of weights
 * @param bytes bytes per weight
 * @param width residual channels
 * @param layers layers
 * @param vocabulary tokens that both models know
 * @param references how many references there are, as weights
 */
public record CostModel(
    double parameters, double bytes, long width, long layers, long vocabulary, long references) {

  /** Tokens that T5 asks both models about. */
  private static final long PROBES = 2048;

  /** Neurons of the subject that T5 matches per MLP. */
  private static final long MATCHED = 2048;

  /**
   * Checks that every number is positive.
   *
   * @throws IllegalArgumentException if one is not
   */
  public CostModel {
    if (!(parameters >= 1 && parameters <= 1e16 && bytes > 0 && bytes <= 16)) {
      throw new IllegalArgumentException(
          "a model has 1 to 1e16 weights of at most 16 bytes, not %s of %s"
              .formatted(parameters, bytes));
    }
    if (width < 1 || layers < 1 || vocabulary < 1 || references < 1) {
      throw new IllegalArgumentException(
          "width, layers, vocabulary and references are positive, not %d, %d, %d and %d"
              .formatted(width, layers, vocabulary, references));
    }
  }

  /**
   * What a machine does in a second.
   *
   * @param read bytes read from where the weights lie
   * @param products additions and multiplications of matrix products in single precision
   */
  public record Rates(double read, double products) {

    /**
     * Checks that both are positive.
     *
     * @throws IllegalArgumentException if one is not
     */
    public Rates {
      if (!(read > 0 && products > 0)) {
        throw new IllegalArgumentException(
            "rates are positive, not %s bytes and %s operations".formatted(read, products));
      }
    }
  }

  /**
   * One step.
   *
   * @param name what is done
   * @param reads bytes that are read
   * @param operations floating-point additions and multiplications
   */
  public record Step(String name, double reads, double operations) {

    /** Returns the minutes that the step takes. */
    public double minutes(Rates rates) {
      return Math.max(reads / rates.read(), operations / rates.products()) / 60;
    }
  }

  /** Returns the steps in the order in which they are run. */
  public List<Step> steps() {
    double d = width;
    double weights = parameters * bytes;
    double embedding = Math.min(parameters, vocabulary * d);
    double attention = Math.min(parameters - embedding, 4 * d * d * layers);
    double mlp = Math.max(0, parameters - 2 * embedding - attention);
    double neurons = mlp / (3 * d);
    return List.of(
        new Step(
            "T0 hashes, T1 and T2 features: the subject's weights once", weights, 6 * parameters),
        new Step(
            "T0, T1, T2 from fingerprints",
            references * weights * 0.001,
            references * layers * 5 * neurons),
        new Step(
            "T3 embeddings of shared tokens",
            references * 2 * embedding * bytes,
            references * (2 * vocabulary * d * d + 20 * d * d * d)),
        new Step(
            "T4 attention, both models",
            references * 2 * attention * bytes,
            references * 2 * 2 * d * attention),
        new Step(
            "T4 every matrix, both models",
            references * 2 * weights,
            references * 2 * 2 * d * parameters),
        new Step(
            "T5 every MLP, matched layers",
            references * 2 * mlp * bytes,
            references * (2 * 2 * PROBES * mlp + 2.0 * PROBES * MATCHED * neurons)));
  }
}
