package org.gwageo.benchmark.judge;

import java.math.BigDecimal;

/** What a judge, or a person, gives to one reply or to a pair of replies. */
public sealed interface Grade {

  /** Returns the grade as it is written in a verdict line. */
  String word();

  /**
   * Points.
   *
   * @param points how many
   */
  record Points(BigDecimal points) implements Grade {

    /** Takes away zeros that make no difference, so that 7 and 7.0 are the same grade. */
    public Points {
      points = points.stripTrailingZeros();
    }

    @Override
    public String word() {
      return points.toPlainString();
    }
  }

  /**
   * A label.
   *
   * @param word the label
   */
  record Label(String word) implements Grade {}

  /** Which of two replies is better. */
  enum Preference implements Grade {
    /** The one shown first. */
    FIRST("A"),
    /** The one shown second. */
    SECOND("B"),
    /** Neither. */
    TIE("TIE");

    private final String word;

    Preference(String word) {
      this.word = word;
    }

    @Override
    public String word() {
      return word;
    }

    /** Returns the preference as seen when the two replies change places. */
    public Preference exchanged() {
      return switch (this) {
        case FIRST -> SECOND;
        case SECOND -> FIRST;
        case TIE -> TIE;
      };
    }
  }
}
