package org.gwageo.benchmark.mathematics;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The readers of numeric answers that GSM8K, HRM8K and AIME are scored with.
 *
 * <p>The methods named after a data set follow lm-evaluation-harness 0.4.13 step by step, its traps
 * included: the flexible GSM8K reader can return {@code $} or {@code 42.}, and AIME answers are
 * compared as text, so that {@code 073} is not {@code 73}. {@link #integer} is the reader without
 * them.
 */
public final class Numbers {

  private static final Pattern STRICT = Pattern.compile("#### (-?[0-9.,]+)");
  private static final Pattern FLEXIBLE = Pattern.compile("(-?[$0-9.,]{2,})|(-?[0-9]+)");
  private static final Pattern ROUGH =
      Pattern.compile("\\$?[0-9]+(?:\\.[0-9]+)?(?![\\p{L}\\p{N}_])");
  private static final Pattern FLOAT =
      Pattern.compile("[+-]?(?:\\d{1,400}\\.?\\d{0,400}|\\.\\d{1,400})(?:[eE][+-]?\\d{1,4})?");
  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,400}(?:\\.0{1,400})?");

  private Numbers() {}

  /** Returns the number after the first {@code "#### "}, as written. */
  public static Optional<String> gsm8kStrict(String reply) {
    Matcher matcher = STRICT.matcher(reply);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** Returns the last thing that looks like a number, as written. */
  public static Optional<String> gsm8kFlexible(String reply) {
    Matcher matcher = FLEXIBLE.matcher(reply);
    Optional<String> last = Optional.empty();
    while (matcher.find()) {
      last = Optional.of(matcher.group());
    }
    return last;
  }

  /**
   * Returns whether an extracted GSM8K answer equals the solution text or number {@code gold}:
   * commas, dollar signs, everything up to {@code "#### "} and a final point are left out.
   */
  public static boolean gsm8kEqual(String extracted, String gold) {
    return gsm8kBare(extracted).equals(gsm8kBare(gold));
  }

  private static String gsm8kBare(String text) {
    String plain = text.replace(",", "").replace("$", "");
    int mark = plain.lastIndexOf("#### ");
    plain = mark < 0 ? plain : plain.substring(mark + 5);
    // Python's $ also matches before a final line feed.
    if (plain.endsWith(".\n")) {
      plain = plain.substring(0, plain.length() - 2) + "\n";
    } else if (plain.endsWith(".")) {
      plain = plain.substring(0, plain.length() - 1);
    }
    return plain.toLowerCase(Locale.ROOT);
  }

  /**
   * Returns whether {@code reply} answers {@code gold} by the rule of HRM8K: the last box, else the
   * last {@code $…$} of a line, else what follows the last equals sign, else the last number.
   */
  public static boolean hrm8kCorrect(String reply, String gold) {
    String expected = pythonNumber(gold);
    Optional<String> found = hrm8kAnswer(reply);
    Optional<String> target = hrm8kAnswer(expected);
    if (found.isEmpty() || target.isEmpty()) {
      // The reference compares two missing answers as equal.
      return found.isEmpty() && target.isEmpty();
    }
    try {
      return pythonNumber(HendrycksMath.strip(found.get()))
          .equals(HendrycksMath.strip(target.get()));
    } catch (HendrycksMath.Malformed e) {
      return found.get().equals(target.get());
    }
  }

  static Optional<String> hrm8kAnswer(String text) {
    if (text.contains("\\boxed")) {
      return HendrycksMath.lastBracedBox(text)
          .filter(box -> box.startsWith("\\boxed{"))
          .map(box -> box.substring("\\boxed{".length(), box.length() - 1))
          .map(Numbers::afterEquals);
    }
    Optional<String> formula = lastFormula(text);
    if (formula.isPresent()) {
      return formula;
    }
    if (text.indexOf('=') >= 0) {
      String right = afterEquals(text).replaceAll("\\.+$", "");
      int escaped = right.indexOf("\\n");
      return Optional.of(escaped < 0 ? right : right.substring(0, escaped));
    }
    Matcher matcher = ROUGH.matcher(text);
    Optional<String> last = Optional.empty();
    while (matcher.find()) {
      last = Optional.of(matcher.group());
    }
    return last;
  }

  /** Returns what stands between the first and last dollar of the last line that has two. */
  private static Optional<String> lastFormula(String text) {
    int end = text.length();
    while (end >= 0) {
      int start = end == 0 ? 0 : text.lastIndexOf('\n', end - 1) + 1;
      int first = text.indexOf('$', start);
      int last = text.lastIndexOf('$', Math.max(end - 1, 0));
      if (first >= 0 && first < last && last < end) {
        String inner = afterEquals(text.substring(first + 1, last));
        return inner.isEmpty() ? Optional.empty() : Optional.of(inner);
      }
      end = start - 1;
    }
    return Optional.empty();
  }

  private static String afterEquals(String text) {
    int equals = text.lastIndexOf('=');
    if (equals < 0) {
      return text;
    }
    int from = equals + 1;
    while (from < text.length() && text.charAt(from) == ' ') {
      from++;
    }
    return text.substring(from);
  }

  /** Returns the text, or where Python's float reads it the number as Python prints it. */
  private static String pythonNumber(String text) {
    String plain = text.strip();
    if (!FLOAT.matcher(plain).matches()) {
      return plain;
    }
    double value = Double.parseDouble(plain);
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == Math.rint(value)) {
      return new BigDecimal(value).toBigInteger().toString();
    }
    return pythonDouble(value);
  }

  private static String pythonDouble(double value) {
    BigDecimal shortest = new BigDecimal(Double.toString(value));
    if (Math.abs(value) >= 1e-4) {
      return shortest.toPlainString();
    }
    BigDecimal stripped = shortest.stripTrailingZeros();
    int exponent = stripped.precision() - stripped.scale() - 1;
    String mantissa = stripped.movePointLeft(exponent).toPlainString();
    return mantissa + "e-" + (exponent > -10 ? "0" : "") + -exponent;
  }

  /**
   * Returns whether {@code reply} answers {@code gold} by the rule of the aime tasks: the last box,
   * else what is between the first and last dollar sign, else the whole reply, compared by {@link
   * HendrycksMath#isEquivalent}.
   */
  public static boolean aimeCorrect(String reply, String gold) {
    String answer =
        HendrycksMath.lastBoxed(reply)
            .flatMap(HendrycksMath::unboxed)
            .orElseGet(() -> HendrycksMath.betweenDollars(reply));
    return HendrycksMath.isEquivalent(answer, gold);
  }

  /**
   * Returns the whole number that {@code reply} announces, leading zeros and separators left out.
   */
  public static Optional<BigInteger> integer(String reply) {
    return MathAnswers.find(reply)
        .map(answer -> answer.text().replace(",", "").replace("$", "").strip())
        .filter(text -> WHOLE.matcher(text).matches())
        .map(text -> new BigDecimal(text).toBigIntegerExact());
  }
}
