package org.gwageo.benchmark.mathematics;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The string equivalence of the MATH data set (Hendrycks et al. 2021), as lm-evaluation-harness
 * 0.4.13 applies it in its hendrycks_math, aime and hrm8k tasks.
 *
 * <p>It compares writings, not values: {@code 0.5} equals {@code \frac12} by a rule of its own, but
 * {@code 0.25} does not equal {@code \frac14}. Use it for scores that are compared with published
 * ones, and {@link MathEquivalence} for everything else.
 */
public final class HendrycksMath {

  private static final Pattern WHOLE_QUOTIENT = Pattern.compile("-?\\d{1,4000}/-?\\d{1,4000}");

  private HendrycksMath() {}

  /** Returns whether two answers are the same writing after clean-up. */
  public static boolean isEquivalent(String first, String second) {
    try {
      return strip(first).equals(strip(second));
    } catch (Malformed e) {
      return first.equals(second);
    }
  }

  /**
   * Returns whether {@code reply} answers {@code gold} by the rule of the hendrycks_math tasks:
   * what stands between the first and the last dollar sign, or else the whole reply, is the answer.
   */
  public static boolean isCorrect(String reply, String gold) {
    return isEquivalent(betweenDollars(reply), gold);
  }

  static String betweenDollars(String reply) {
    int first = reply.indexOf('$');
    int last = reply.lastIndexOf('$');
    return last > first ? reply.substring(first + 1, last) : reply;
  }

  /** Returns the last {@code \boxed{…}} or {@code \fbox{…}} of {@code text}, command included. */
  public static Optional<String> lastBoxed(String text) {
    int spaced = text.lastIndexOf("\\boxed ");
    if (spaced >= 0) {
      String rest = text.substring(spaced + "\\boxed ".length());
      int dollar = rest.indexOf('$');
      return Optional.of("\\boxed " + (dollar < 0 ? rest : rest.substring(0, dollar)));
    }
    return lastBracedBox(text);
  }

  /** Returns the last box in braces. */
  static Optional<String> lastBracedBox(String text) {
    int start = text.lastIndexOf("\\boxed");
    start = start < 0 ? text.lastIndexOf("\\fbox") : start;
    int depth = 0;
    for (int i = Math.max(start, 0); start >= 0 && i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return Optional.of(text.substring(start, i + 1));
      }
    }
    return Optional.empty();
  }

  /** Returns what is in a box that {@link #lastBoxed} found, or nothing where it is no such box. */
  public static Optional<String> unboxed(String box) {
    if (box.contains("\\boxed ")) {
      return box.startsWith("\\boxed ")
          ? Optional.of(box.substring("\\boxed ".length()))
          : Optional.empty();
    }
    boolean braced = box.startsWith("\\boxed{") && box.endsWith("}");
    return braced
        ? Optional.of(box.substring("\\boxed{".length(), box.length() - 1))
        : Optional.empty();
  }

  /** Returns the writing after clean-up. */
  static String strip(String text) throws Malformed {
    String plain =
        text.replace("\n", "")
            .replace("\\!", "")
            .replace("\\\\", "\\")
            .replace("tfrac", "frac")
            .replace("dfrac", "frac")
            .replace("\\left", "")
            .replace("\\right", "")
            .replace("^{\\circ}", "")
            .replace("^\\circ", "")
            .replace("\\$", "");
    plain = withoutUnits(plain).replace("\\%", "");
    plain = plain.replace(" .", " 0.").replace("{.", "{0.");
    if (plain.isEmpty()) {
      return plain;
    }
    if (plain.charAt(0) == '.') {
      plain = "0" + plain;
    }
    int equals = plain.indexOf('=');
    if (equals >= 0 && equals == plain.lastIndexOf('=') && plain.codePointCount(0, equals) <= 2) {
      plain = plain.substring(equals + 1);
    }
    plain = bracedFractions(bracedRoots(plain).replace(" ", ""));
    return quotientAsFraction(plain.equals("0.5") ? "\\frac{1}{2}" : plain);
  }

  /** Cuts a unit in {@code \text{ …}} off; two of them are an error in the reference. */
  private static String withoutUnits(String text) throws Malformed {
    String unit = "\\text{ ";
    int at = text.indexOf(unit);
    if (at >= 0 && text.indexOf(unit, at + unit.length()) >= 0) {
      throw new Malformed();
    }
    return at < 0 ? text : text.substring(0, at);
  }

  private static String bracedRoots(String text) throws Malformed {
    String[] parts = text.split("\\\\sqrt", -1);
    StringBuilder braced = new StringBuilder(parts[0]);
    for (int i = 1; i < parts.length; i++) {
      String part = parts[i];
      if (part.isEmpty()) {
        throw new Malformed();
      }
      int first = part.offsetByCodePoints(0, 1);
      braced.append("\\sqrt");
      braced.append(
          part.charAt(0) == '{'
              ? part
              : "{" + part.substring(0, first) + "}" + part.substring(first));
    }
    return braced.toString();
  }

  private static String bracedFractions(String text) throws Malformed {
    String[] parts = text.split("\\\\frac", -1);
    StringBuilder braced = new StringBuilder(parts[0]);
    for (int i = 1; i < parts.length; i++) {
      String part = parts[i];
      if (part.isEmpty()) {
        throw new Malformed();
      }
      braced.append("\\frac");
      if (part.charAt(0) == '{') {
        braced.append(part);
        continue;
      }
      if (part.codePointCount(0, part.length()) < 2) {
        return text;
      }
      int first = part.offsetByCodePoints(0, 1);
      int second = part.offsetByCodePoints(0, 2);
      braced.append('{').append(part, 0, first).append('}');
      String below = part.substring(first, second);
      braced.append(below.equals("{") ? below : "{" + below + "}").append(part.substring(second));
    }
    return braced.toString();
  }

  private static String quotientAsFraction(String text) {
    if (!WHOLE_QUOTIENT.matcher(text).matches()) {
      return text;
    }
    int slash = text.indexOf('/');
    String above = text.substring(0, slash);
    String below = text.substring(slash + 1);
    boolean plain =
        new BigInteger(above).toString().equals(above)
            && new BigInteger(below).toString().equals(below);
    return plain ? "\\frac{" + above + "}{" + below + "}" : text;
  }

  /** A writing at which the reference's clean-up fails. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed() {
      super("a writing that the clean-up does not cover");
    }
  }
}
