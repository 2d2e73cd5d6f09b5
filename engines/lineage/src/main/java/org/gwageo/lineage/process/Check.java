package org.gwageo.lineage.process;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One check of a training record.
 *
 * @param id its name in files
 * @param result what came of it
 * @param value the number it looked at, NaN if there is none
 * @param limit what the number is held against, NaN if there is none
 * @param korean one sentence
 * @param english the same in English
 */
public record Check(
    String id, Result result, double value, double limit, String korean, String english) {

  /** What comes of a check. */
  public enum Result {
    /** The record holds. */
    PASSED("passed"),
    /** The record contradicts itself or the model. */
    FAILED("failed"),
    /** The record does not say. */
    NOT_GIVEN("not-given"),
    /** The record says too little to tell. */
    NOT_DECIDABLE("not-decidable");

    private final String id;

    Result(String id) {
      this.id = id;
    }

    /** Returns the result's name in files. */
    public String id() {
      return id;
    }
  }

  static Check of(
      String id, boolean passed, double value, double limit, String korean, String english) {
    return new Check(id, passed ? Result.PASSED : Result.FAILED, value, limit, korean, english);
  }

  static Check notGiven(String id, String korean, String english) {
    return new Check(id, Result.NOT_GIVEN, Double.NaN, Double.NaN, korean, english);
  }

  static Check undecidable(String id, double value, double limit, String korean, String english) {
    return new Check(id, Result.NOT_DECIDABLE, value, limit, korean, english);
  }

  Map<String, Object> toTree() {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("check", id);
    tree.put("result", result.id());
    if (Double.isFinite(value)) {
      tree.put("value", rounded(value));
    }
    if (Double.isFinite(limit)) {
      tree.put("limit", rounded(limit));
    }
    tree.put("sentence", Map.of("ko", korean, "en", english));
    return tree;
  }

  /** Formats a sentence the same way everywhere. */
  @SuppressWarnings(
      "AnnotateFormatMethod") // The annotation is not on the class path; all callers pass literals.
  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** Rounded to 6 significant digits. */
  static BigDecimal rounded(double value) {
    return new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros();
  }
}
