package org.gwageo.benchmark.mathematics;

import java.text.Normalizer;
import java.util.Map;
import java.util.regex.Pattern;

/** Takes off what says how a formula looks and not what it means. */
final class Typography {

  /** Longest writing that is read, in characters. */
  static final int LONGEST = 4_000;

  private static final Map<String, String> SIGNS =
      Map.ofEntries(
          Map.entry("½", " 1/2"),
          Map.entry("⅓", " 1/3"),
          Map.entry("⅔", " 2/3"),
          Map.entry("¼", " 1/4"),
          Map.entry("¾", " 3/4"),
          Map.entry("⅕", " 1/5"),
          Map.entry("⅛", " 1/8"),
          Map.entry("㎡", "m^2 "),
          Map.entry("㎠", "cm^2 "),
          Map.entry("㎢", "km^2 "),
          Map.entry("㎥", "m^3 "),
          Map.entry("㎤", "cm^3 "),
          Map.entry("℃", "^\\circ "),
          Map.entry("−", "-"),
          Map.entry("–", "-"),
          Map.entry("×", "*"),
          Map.entry("⋅", "*"),
          Map.entry("·", "*"),
          Map.entry("∙", "*"),
          Map.entry("÷", "/"),
          Map.entry("⁄", "/"),
          Map.entry("√", "\\rootof "),
          Map.entry("π", "\\pi "),
          Map.entry("∞", "\\infty "),
          Map.entry("≤", "\\le "),
          Map.entry("≥", "\\ge "),
          Map.entry("≠", "\\ne "),
          Map.entry("≈", "\\approx "),
          Map.entry("∈", "\\in "),
          Map.entry("∪", "\\cup "),
          Map.entry("±", "\\pm "),
          Map.entry("∓", "\\mp "),
          Map.entry("°", "^\\circ "),
          Map.entry("∅", "\\emptyset "),
          Map.entry("ℝ", "\\mathbb{R}"),
          Map.entry("θ", "\\theta "),
          Map.entry("α", "\\alpha "),
          Map.entry("β", "\\beta "));

  private static final Pattern SUPERSCRIPTS = Pattern.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺]{1,9}");
  private static final Pattern SIZES =
      Pattern.compile(
          "\\\\(?:left|right|bigl|bigr|Bigl|Bigr|big|Big|bigg|Bigg|middle)(?![a-zA-Z])\\.?"
              + "|\\\\(?:displaystyle|textstyle|limits|nolimits|mathop|mathrel)(?![a-zA-Z])"
              + "|\\\\!");
  private static final Pattern SPACES =
      Pattern.compile("(?<!\\\\)\\\\[;: ]|\\\\(?:quad|qquad|thinspace|enspace)(?![a-zA-Z])|~");
  private static final Pattern THIN_GROUP = Pattern.compile("(?<=\\d)(?:\\\\,|\\{,})(?=\\d{3})");
  private static final Pattern DELIMITERS =
      Pattern.compile("(?<!\\\\)(?:\\\\[()\\[\\]])|\\\\?[$₩€£]");
  private static final Pattern DOUBLED = Pattern.compile("\\\\\\\\(?=[a-zA-Z{}%$(\\[])");
  private static final Pattern ENDING =
      Pattern.compile("\\s{0,9}(?:입니다|이에요|예요|이다|임)?[\\s.。,;*]{0,9}$");
  private static final Pattern GROUPED =
      Pattern.compile("-?\\d{1,3}(?: \\d{3}){1,9}(?:\\.\\d{1,40})?");
  private static final Pattern INVISIBLE =
      Pattern.compile("[\\u200B-\\u200D\\u2060-\\u2064\\uFEFF]");

  private Typography() {}

  /**
   * Returns {@code text} without delimiters, sizes and spacing commands and with one writing for
   * each sign.
   *
   * @throws UnreadableMath if it is longer than 4,000 characters
   */
  static String plain(String text) throws UnreadableMath {
    if (text.length() > LONGEST) {
      throw new UnreadableMath("longer than " + LONGEST + " characters");
    }
    String plain = INVISIBLE.matcher(text).replaceAll("");
    plain =
        SUPERSCRIPTS
            .matcher(plain)
            .replaceAll(
                match -> "^{" + Normalizer.normalize(match.group(), Normalizer.Form.NFKC) + "}");
    plain = signs(plain);
    plain = signs(Normalizer.normalize(plain, Normalizer.Form.NFKC));
    if (!plain.contains("matrix") && !plain.contains("\\begin")) {
      plain = DOUBLED.matcher(plain).replaceAll("\\\\");
    }
    plain = SIZES.matcher(plain).replaceAll("");
    plain = THIN_GROUP.matcher(plain).replaceAll(",");
    plain = SPACES.matcher(plain.replace("\\,", " ")).replaceAll(" ");
    plain = DELIMITERS.matcher(plain).replaceAll(" ").strip();
    plain = ENDING.matcher(unstarred(plain)).replaceFirst("").strip();
    return GROUPED.matcher(plain).matches() ? plain.replace(" ", "") : plain;
  }

  private static String unstarred(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && text.charAt(from) == '*') {
      from++;
    }
    while (to > from && (text.charAt(to - 1) == '*' || text.charAt(to - 1) == ' ')) {
      to--;
    }
    return text.substring(from, to);
  }

  private static String signs(String text) {
    StringBuilder plain = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      String sign = text.substring(i, i + 1);
      plain.append(SIGNS.getOrDefault(sign, sign));
    }
    return plain.toString();
  }
}
