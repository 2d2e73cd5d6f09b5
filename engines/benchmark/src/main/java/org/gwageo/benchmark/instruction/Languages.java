package org.gwageo.benchmark.instruction;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells the language of a text from its script, its letters and its function words.
 *
 * <p>Most languages have a script of their own; in shared scripts every function word counts one
 * divided by the number of languages that have it, and every letter that few languages use counts
 * for those. The result is the ISO 639-1 code with the highest score, the first in alphabetical
 * order among equals, and is the same on every run. Latin text without any evidence counts as
 * English. Reliable from about five words on.
 */
public final class Languages {

  private static final int LONGEST = 20_000;
  private static final Pattern ADDRESSES =
      Pattern.compile(
          "https?://[-_.?&~;+=/#0-9A-Za-z]{1,2076}|[-_.0-9A-Za-z]{1,64}@[-_.0-9A-Za-z]{1,255}");

  private static final Map<UnicodeScript, String> ONE_LANGUAGE =
      Map.ofEntries(
          Map.entry(UnicodeScript.HANGUL, "ko"),
          Map.entry(UnicodeScript.THAI, "th"),
          Map.entry(UnicodeScript.BENGALI, "bn"),
          Map.entry(UnicodeScript.TAMIL, "ta"),
          Map.entry(UnicodeScript.TELUGU, "te"),
          Map.entry(UnicodeScript.HEBREW, "he"),
          Map.entry(UnicodeScript.KANNADA, "kn"),
          Map.entry(UnicodeScript.GUJARATI, "gu"),
          Map.entry(UnicodeScript.GURMUKHI, "pa"),
          Map.entry(UnicodeScript.MALAYALAM, "ml"),
          Map.entry(UnicodeScript.GREEK, "el"),
          Map.entry(UnicodeScript.GEORGIAN, "ka"),
          Map.entry(UnicodeScript.ARMENIAN, "hy"));

  private static final Map<String, List<String>> LATIN = index(LanguageWords.LATIN);
  private static final Map<String, List<String>> CYRILLIC = index(LanguageWords.CYRILLIC);
  private static final Map<String, List<String>> DEVANAGARI = index(LanguageWords.DEVANAGARI);
  private static final Map<String, List<String>> ARABIC = index(LanguageWords.ARABIC);

  private Languages() {}

  private static Map<String, List<String>> index(Map<String, String> wordsOfLanguage) {
    Map<String, List<String>> languagesOfWord = new HashMap<>();
    new TreeMap<>(wordsOfLanguage)
        .forEach(
            (language, words) -> {
              for (String word : words.split(" ", -1)) {
                languagesOfWord.merge(word, List.of(language), Languages::joined);
              }
            });
    return Map.copyOf(languagesOfWord);
  }

  private static List<String> joined(List<String> left, List<String> right) {
    return left.containsAll(right) ? left : Stream.concat(left.stream(), right.stream()).toList();
  }

  /** Returns the ISO 639-1 code of the language of {@code text}; nothing if it has no letters. */
  public static Optional<String> detect(String text) {
    String clipped = text.substring(0, Math.min(text.length(), LONGEST));
    String plain = ADDRESSES.matcher(clipped).replaceAll(" ");
    EnumMap<UnicodeScript, Integer> letters = new EnumMap<>(UnicodeScript.class);
    plain
        .codePoints()
        .filter(Character::isLetter)
        .forEach(c -> letters.merge(UnicodeScript.of(c), 1, Integer::sum));
    int latin = letters.getOrDefault(UnicodeScript.LATIN, 0);
    int others = letters.values().stream().mapToInt(Integer::intValue).sum() - latin;
    if (latin + others == 0) {
      return Optional.empty();
    }
    // Foreign names and abbreviations in Latin letters do not make a text Latin.
    if (latin > 0 && 2 * latin >= others * 3) {
      return Optional.of(best(plain, LATIN, LanguageWords.LATIN_LETTERS, "en"));
    }
    return Optional.of(notLatin(plain, letters));
  }

  private static String notLatin(String text, EnumMap<UnicodeScript, Integer> letters) {
    int kana =
        letters.getOrDefault(UnicodeScript.HIRAGANA, 0)
            + letters.getOrDefault(UnicodeScript.KATAKANA, 0);
    int han = letters.getOrDefault(UnicodeScript.HAN, 0);
    UnicodeScript largest = UnicodeScript.LATIN;
    int count = 0;
    for (Map.Entry<UnicodeScript, Integer> entry : letters.entrySet()) {
      if (entry.getKey() != UnicodeScript.LATIN && entry.getValue() > count) {
        largest = entry.getKey();
        count = entry.getValue();
      }
    }
    if (kana + han > count || largest == UnicodeScript.HAN) {
      return kana * 20 > han ? "ja" : "zh";
    }
    return switch (largest) {
      case CYRILLIC -> best(text, CYRILLIC, LanguageWords.CYRILLIC_LETTERS, "ru");
      case DEVANAGARI -> best(text, DEVANAGARI, LanguageWords.DEVANAGARI_LETTERS, "hi");
      case ARABIC -> best(text, ARABIC, LanguageWords.ARABIC_LETTERS, "ar");
      default ->
          ONE_LANGUAGE.getOrDefault(
              largest, kana > 0 ? "ja" : largest.name().toLowerCase(Locale.ROOT));
    };
  }

  private static String best(
      String text,
      Map<String, List<String>> languagesOfWord,
      Map<String, String> letters,
      String otherwise) {
    TreeMap<String, Double> scores = new TreeMap<>();
    String lower = text.toLowerCase(Locale.ROOT);
    int from = -1;
    for (int i = 0; i <= lower.length(); i++) {
      boolean letter = i < lower.length() && isPartOfWord(lower.charAt(i));
      if (letter && from < 0) {
        from = i;
      } else if (!letter && from >= 0) {
        List<String> languages = languagesOfWord.getOrDefault(lower.substring(from, i), List.of());
        languages.forEach(language -> scores.merge(language, 1.0 / languages.size(), Double::sum));
        from = -1;
      }
    }
    letters.forEach(
        (language, special) -> {
          long count = lower.chars().filter(c -> special.indexOf(c) >= 0).count();
          scores.merge(language, 0.3 * count, Double::sum);
        });
    String best = otherwise;
    double highest = 0;
    for (Map.Entry<String, Double> score : scores.entrySet()) {
      if (score.getValue() > highest) {
        best = score.getKey();
        highest = score.getValue();
      }
    }
    return best;
  }

  /** Vowel signs and the apostrophe belong to words. */
  private static boolean isPartOfWord(char c) {
    int type = Character.getType(c);
    return Character.isLetter(c)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }
}
