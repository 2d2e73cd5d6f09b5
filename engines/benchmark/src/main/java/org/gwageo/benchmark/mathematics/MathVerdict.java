package org.gwageo.benchmark.mathematics;

/** Whether an answer equals the expected one, and why. */
public sealed interface MathVerdict {

  /** Returns in one sentence what was found. */
  String reason();

  /** Returns whether the answer equals the expected one. */
  default boolean isEqual() {
    return this instanceof Equal;
  }

  /** How an equality was established; later stages are stronger tools on weaker likenesses. */
  enum Stage {
    /** The same text once spaces and typography are taken off, or the same words. */
    TEXT,
    /** The same rational number, or the same to six decimals where one was written as a decimal. */
    NUMBER,
    /** A canonical form of the difference is zero: a proof. */
    SYMBOLIC,
    /** The same values to 35 digits at points that a fixed seed draws: strong evidence. */
    EVALUATION
  }

  /**
   * The two are equal.
   *
   * @param stage the weakest evidence among the parts
   * @param reason what was found
   */
  record Equal(Stage stage, String reason) implements MathVerdict {}

  /**
   * The two differ.
   *
   * @param reason what was found
   */
  record Different(String reason) implements MathVerdict {}

  /**
   * One of the two could not be read, or the comparison used up its budget.
   *
   * @param reason which one, and at what
   */
  record Unreadable(String reason) implements MathVerdict {}
}
