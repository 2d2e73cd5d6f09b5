package org.gwageo.benchmark.instruction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Splits English text into sentences by rules.
 *
 * <p>The candidates are those of Punkt (Kiss and Strunk 2006): a full stop, question mark or
 * exclamation mark before white space or before a closing mark. A full stop ends no sentence after
 * a title or other abbreviation that needs a continuation, after a single capital letter, after a
 * number before a small letter; after an abbreviation that may end a sentence, or after dots, it
 * ends one before a word in capitals that often begins sentences. Line ends alone split nothing.
 */
final class EnglishSentences {

  private static final Set<String> BEFORE_NAMES =
      Set.of(
          "mr", "mrs", "ms", "dr", "prof", "st", "mt", "gen", "col", "capt", "lt", "sgt", "rev",
          "hon", "sen", "rep", "gov", "pres", "vs", "e.g", "i.e", "cf", "fig", "figs", "eq", "vol",
          "approx", "dept", "ave", "jan", "feb", "mar", "apr", "aug", "sept", "sep", "oct", "nov",
          "dec", "v", "al", "viz", "ca", "mme", "messrs");
  private static final Set<String> MAY_END =
      Set.of(
          "etc", "inc", "ltd", "co", "corp", "jr", "sr", "u.s", "u.k", "u.n", "a.m", "p.m", "d.c",
          "ph.d", "m.d", "b.a", "m.a", "b.c", "a.d", "no", "bros", "est");
  private static final Set<String> STARTERS =
      Set.of(
          "the", "a", "an", "it", "he", "she", "they", "we", "you", "i", "this", "that", "these",
          "those", "there", "in", "on", "at", "but", "and", "however", "if", "when", "while", "my",
          "his", "her", "our", "their", "its", "so", "for", "as", "then", "what", "who", "why",
          "how", "after", "before", "also", "now", "here", "to", "with", "not", "some", "many",
          "all");
  private static final String OPENERS = "\"'([{*_“‘`";

  private EnglishSentences() {}

  /** Returns the sentences without the white space between them. */
  static List<String> split(String text) {
    List<String> sentences = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      if (isMark(text.charAt(i)) && i + 1 < text.length()) {
        int next = afterClosers(text, i + 1);
        int follow = skipSpaces(text, next);
        boolean apart = follow > next || next > i + 1;
        if (apart && follow < text.length() && isBreak(text, start, i, follow)) {
          add(sentences, text.substring(start, next));
          start = next;
          i = next - 1;
        }
      }
    }
    add(sentences, text.substring(start));
    return sentences;
  }

  private static void add(List<String> sentences, String sentence) {
    if (!Blank.isBlank(sentence)) {
      sentences.add(Blank.strip(sentence));
    }
  }

  private static boolean isMark(char c) {
    return c == '.' || c == '?' || c == '!';
  }

  /** Passes the marks and the closing quotes and brackets that belong to the sentence before. */
  private static int afterClosers(String text, int from) {
    int at = from;
    while (at < text.length() && "\"')]}”’*_".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    boolean closed = at == text.length() || Blank.isSpace(text.charAt(at));
    return closed ? at : from;
  }

  private static int skipSpaces(String text, int from) {
    int at = from;
    while (at < text.length() && Blank.isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isBreak(String text, int start, int mark, int follow) {
    char c = text.charAt(mark);
    boolean spaced = Blank.isSpace(text.charAt(follow - 1));
    if (!spaced) {
      return false;
    }
    if (c != '.') {
      return true;
    }
    String next = word(text, follow);
    boolean capital = !next.isEmpty() && Character.isUpperCase(next.codePointAt(0));
    boolean small = !next.isEmpty() && Character.isLowerCase(next.codePointAt(0));
    boolean starter = capital && STARTERS.contains(next.toLowerCase(Locale.ROOT));
    String token = tokenBefore(text, start, mark);
    if (token.endsWith(".")) {
      return capital;
    }
    String lower = token.toLowerCase(Locale.ROOT);
    String tail = lower.substring(lower.lastIndexOf('-') + 1);
    if (BEFORE_NAMES.contains(lower) || BEFORE_NAMES.contains(tail)) {
      return false;
    }
    if (MAY_END.contains(lower) || MAY_END.contains(tail)) {
      return starter;
    }
    if (token.length() == 1 && Character.isLetter(token.charAt(0))) {
      return token.equals("I") || starter;
    }
    boolean number =
        !token.isEmpty()
            && token.chars().allMatch(d -> Character.isDigit(d) || d == ',' || d == '.');
    return !number || !small;
  }

  /** Returns what stands between the last white space and the mark, without opening marks. */
  private static String tokenBefore(String text, int start, int mark) {
    int from = mark;
    while (from > start && mark - from < 60 && !Blank.isSpace(text.charAt(from - 1))) {
      from--;
    }
    while (from < mark && OPENERS.indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    return text.substring(from, mark);
  }

  private static String word(String text, int from) {
    int at = from;
    while (at < text.length() && OPENERS.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    int end = at;
    while (end < text.length() && end - at < 40 && Character.isLetterOrDigit(text.charAt(end))) {
      end++;
    }
    return text.substring(at, end);
  }
}
