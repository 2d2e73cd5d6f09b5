package org.gwageo.benchmark.mathematics;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers with Korean numerals in ASCII digits.
 *
 * <p>{@code 3만 5천} becomes 35000, {@code 1억 2,000만} 120000000 and {@code 삼백이십오} 325. A numeral
 * written in Hangul alone is read only where the whole run of Hangul is a numeral, or a numeral and
 * a counter, since {@code 일}, {@code 이} and {@code 사} are also words.
 */
final class KoreanNumbers {

  private static final Map<Character, Integer> DIGITS =
      Map.of('영', 0, '일', 1, '이', 2, '삼', 3, '사', 4, '오', 5, '육', 6, '칠', 7, '팔', 8, '구', 9);
  private static final Map<Character, Integer> SMALL = Map.of('십', 10, '백', 100, '천', 1000);
  private static final Map<Character, Long> LARGE =
      Map.of('만', 10_000L, '억', 100_000_000L, '조', 1_000_000_000_000L);
  private static final Map<String, Integer> NATIVE =
      Map.of("하나", 1, "둘", 2, "셋", 3, "넷", 4, "다섯", 5, "여섯", 6, "일곱", 7, "여덟", 8, "아홉", 9, "열", 10);

  private static final Pattern MIXED =
      Pattern.compile(
          "\\d[\\d,]{0,30}(?:\\.\\d{1,20})?\\s?[십백천만억조](?:\\s?(?:\\d[\\d,]{0,30}\\s?)?[십백천만억조]){0,12}"
              + "(?:\\s?\\d[\\d,]{0,12}(?![\\d.]))?");
  private static final Pattern HANGUL =
      Pattern.compile("(?<![가-힣\\d])([영일이삼사오육칠팔구십백천만억조]{1,30})(?=개|명|원|시간|분|초|번|살|마리|권|$)");

  private KoreanNumbers() {}

  /** Returns {@code text} with its Korean numbers in digits. */
  static String digits(String text) {
    if (text.chars().noneMatch(c -> c >= '가' && c <= '힣')) {
      return text;
    }
    Integer counted = NATIVE.get(text);
    if (counted != null) {
      return counted.toString();
    }
    Matcher mixed = MIXED.matcher(text);
    String digits = mixed.replaceAll(KoreanNumbers::value);
    return HANGUL.matcher(digits).replaceAll(KoreanNumbers::value);
  }

  private static String value(MatchResult match) {
    String run = match.group().replace(",", "").replace(" ", "");
    BigDecimal total = BigDecimal.ZERO;
    BigDecimal section = BigDecimal.ZERO;
    BigDecimal current = BigDecimal.ZERO;
    boolean hasDigit = false;
    int i = 0;
    while (i < run.length()) {
      char c = run.charAt(i);
      if (Character.isDigit(c)) {
        int from = i;
        while (i < run.length() && (Character.isDigit(run.charAt(i)) || run.charAt(i) == '.')) {
          i++;
        }
        current = new BigDecimal(run.substring(from, i));
        hasDigit = true;
        continue;
      }
      Integer digit = DIGITS.get(c);
      if (digit != null) {
        current = current.multiply(BigDecimal.TEN).add(BigDecimal.valueOf(digit));
        hasDigit = true;
      } else if (SMALL.containsKey(c)) {
        BigDecimal unit = BigDecimal.valueOf(SMALL.getOrDefault(c, 1));
        section = section.add((hasDigit ? current : BigDecimal.ONE).multiply(unit));
        current = BigDecimal.ZERO;
        hasDigit = false;
      } else {
        BigDecimal sum = section.add(current);
        BigDecimal unit = BigDecimal.valueOf(LARGE.getOrDefault(c, 1L));
        total = total.add((sum.signum() == 0 ? BigDecimal.ONE : sum).multiply(unit));
        section = BigDecimal.ZERO;
        current = BigDecimal.ZERO;
        hasDigit = false;
      }
      i++;
    }
    BigDecimal value = total.add(section).add(current).stripTrailingZeros();
    return value.signum() == 0 ? "0" : value.toPlainString();
  }
}
