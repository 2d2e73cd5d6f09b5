package org.gwageo.benchmark.mathematics;

import java.util.regex.Pattern;
import org.gwageo.benchmark.mathematics.MathVerdict.Equal;
import org.gwageo.benchmark.mathematics.MathVerdict.Stage;
import org.gwageo.benchmark.mathematics.MathVerdict.Unreadable;

/**
 * Decides whether an answer equals the expected one.
 *
 * <p>Pure, thread-safe and without a clock: the same two texts give the same verdict on every
 * machine. Texts above 4,000 characters, nesting above 80 and comparisons above 3 million
 * elementary operations are {@link Unreadable}.
 */
public final class MathEquivalence {

  private static final Pattern GROUPED = Pattern.compile("\\d,\\d{3}(?!\\d)");
  private static final Pattern DECIMAL_COMMA = Pattern.compile("-?\\d{1,9},\\d{1,9}");

  private MathEquivalence() {}

  /**
   * Compares {@code answer} with {@code gold}.
   *
   * <p>Not symmetric, as the roles are not: an equation given for an expected value counts by its
   * right side, and an interval may be given for an expected inequality.
   *
   * @param gold the expected answer, in LaTeX or plain text
   * @param answer the answer that was found in a reply
   */
  public static MathVerdict equal(String gold, String answer) {
    if (isSameText(gold, answer)) {
      return new Equal(Stage.TEXT, "the same text");
    }
    MathVerdict verdict = compare(gold, answer, true);
    if (verdict.isEqual()) {
      return verdict;
    }
    if (GROUPED.matcher(clipped(gold)).find() || GROUPED.matcher(clipped(answer)).find()) {
      MathVerdict ungrouped = compare(gold, answer, false);
      return ungrouped.isEqual() ? ungrouped : verdict;
    }
    if (DECIMAL_COMMA.matcher(answer.strip()).matches() && gold.indexOf(',') < 0) {
      MathVerdict decimal = compare(gold, answer.replace(',', '.'), true);
      return decimal.isEqual() ? decimal : verdict;
    }
    return verdict;
  }

  private static String clipped(String text) {
    return text.substring(0, Math.min(text.length(), Typography.LONGEST));
  }

  private static boolean isSameText(String gold, String answer) {
    try {
      String left = unspaced(gold);
      return !left.isEmpty() && left.equals(unspaced(answer));
    } catch (UnreadableMath e) {
      return false;
    }
  }

  private static String unspaced(String text) throws UnreadableMath {
    return Typography.plain(text).replace(" ", "").replace("\n", "");
  }

  private static MathVerdict compare(String gold, String answer, boolean grouping) {
    Answer expected;
    Answer given;
    try {
      expected = AnswerReader.read(gold, grouping);
    } catch (UnreadableMath e) {
      return Comparison.unreadable("the expected answer", e);
    } catch (Work.Spent | ArithmeticException e) {
      return new Unreadable("the expected answer is too large: " + e.getMessage());
    }
    try {
      given = AnswerReader.read(answer, grouping);
    } catch (UnreadableMath e) {
      return Comparison.unreadable("the answer", e);
    } catch (Work.Spent | ArithmeticException e) {
      return new Unreadable("the answer is too large: " + e.getMessage());
    }
    try {
      return new Comparison(new Work(Work.COMPARISON)).compare(expected, given);
    } catch (Work.Spent | ArithmeticException e) {
      return new Unreadable("undecided: " + e.getMessage());
    }
  }
}
