package org.gwageo.benchmark.instruction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Cuts English text into the tokens of the Penn Treebank: punctuation apart, contractions split
 * ({@code DON'T} is {@code DO} and {@code N'T}), hyphenated words whole.
 */
final class EnglishTokens {

  private static final String ALWAYS_APART = "()[]{}<>\"“”«»;@#$%&?!`";
  private static final List<String> ENDINGS = List.of("n't", "'s", "'m", "'d", "'ll", "'re", "'ve");
  private static final Map<String, Integer> JOINED =
      Map.of("cannot", 3, "gimme", 3, "gonna", 3, "gotta", 3, "lemme", 3, "wanna", 3, "d'ye", 1);
  private static final Set<Character> QUOTES = Set.of('\'', '’', '‘');

  private EnglishTokens() {}

  /** Returns the tokens of {@code text}. */
  static List<String> of(String text) {
    List<String> tokens = new ArrayList<>();
    for (String sentence : EnglishSentences.split(text)) {
      List<String> pieces = Blank.pieces(sentence);
      for (int i = 0; i < pieces.size(); i++) {
        cut(pieces.get(i), i == pieces.size() - 1, tokens);
      }
    }
    return tokens;
  }

  private static void cut(String piece, boolean last, List<String> tokens) {
    int from = 0;
    for (int i = 0; i < piece.length(); i++) {
      char c = piece.charAt(i);
      boolean dashes = piece.startsWith("--", i);
      boolean dots = piece.startsWith("...", i);
      if (ALWAYS_APART.indexOf(c) >= 0 || isApartHere(piece, i) || dashes || dots) {
        add(piece.substring(from, i), false, tokens);
        int length = dots ? 3 : dashes ? 2 : 1;
        tokens.add(piece.substring(i, i + length));
        i += length - 1;
        from = i + 1;
      }
    }
    add(piece.substring(from), last, tokens);
  }

  /** A comma or colon stays inside a number. */
  private static boolean isApartHere(String piece, int at) {
    char c = piece.charAt(at);
    if (c != ',' && c != ':') {
      return false;
    }
    return at + 1 >= piece.length() || !Character.isDigit(piece.charAt(at + 1));
  }

  private static void add(String word, boolean last, List<String> tokens) {
    String rest = word;
    while (!rest.isEmpty() && QUOTES.contains(rest.charAt(0)) && rest.length() > 1) {
      rest = rest.substring(1);
    }
    while (rest.length() > 1 && QUOTES.contains(rest.charAt(rest.length() - 1))) {
      rest = rest.substring(0, rest.length() - 1);
    }
    if (last && rest.endsWith(".") && rest.length() > 1) {
      rest = rest.substring(0, rest.length() - 1);
    }
    if (rest.isEmpty()) {
      return;
    }
    String lower = rest.toLowerCase(Locale.ROOT);
    Integer cut = JOINED.get(lower);
    if (cut != null) {
      tokens.add(rest.substring(0, cut));
      tokens.add(rest.substring(cut));
      return;
    }
    for (String ending : ENDINGS) {
      if (lower.endsWith(ending) && lower.length() > ending.length()) {
        int at = rest.length() - ending.length();
        tokens.add(rest.substring(0, at));
        tokens.add(rest.substring(at));
        return;
      }
    }
    tokens.add(rest);
  }
}
