package org.gwageo.lineage.tokenizer;

/** What a comparison of two tokenizers amounts to. */
public enum TokenizerGrade {
  /** The tokens stand in one order far beyond chance: the lists have a common source. */
  DERIVED_ORDER("derived-order"),
  /** More agreement than chance explains, or a reversed order; a person looks at it. */
  INDICATED("indicated"),
  /** The orders agree no more than chance lets them. */
  NOT_FOUND("not-found"),
  /** Too few common tokens, or lists that follow the alphabet. */
  UNTESTABLE("untestable");

  /** The standard score that derived-order needs in every count. */
  static final double DERIVED_Z = 10;

  /** The log10 p that derived-order needs in every count. */
  static final double DERIVED_LOG10P = -6;

  /** The share of ascents that derived-order needs: a tenth of the neighbours set right. */
  static final double DERIVED_SHARE = 0.55;

  /** The log10 p that indicated needs. */
  static final double INDICATED_LOG10P = -3;

  private final String id;

  TokenizerGrade(String id) {
    this.id = id;
  }

  /** Returns the grade's name in files. */
  public String id() {
    return id;
  }

  static TokenizerGrade of(OrderComparison comparison) {
    if (!comparison.testable()) {
      return UNTESTABLE;
    }
    if (comparison.derived()) {
      return DERIVED_ORDER;
    }
    double best = Math.min(comparison.log10p(), comparison.log10pReversed());
    return OrderComparison.adjusted(best) <= INDICATED_LOG10P ? INDICATED : NOT_FOUND;
  }
}
