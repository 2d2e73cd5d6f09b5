package org.gwageo.mockendpoint;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts text into the endpoint's tokens: white space belongs to the token after it, Latin words are
 * cut after six characters, Hangul and all else after two, and no pair of surrogates is divided.
 */
final class Tokens {

  private static final int LATIN = 6;
  private static final int OTHER = 2;

  private Tokens() {}

  /** Returns the tokens, which joined are the text again. */
  static List<String> of(String text) {
    List<String> tokens = new ArrayList<>(text.length() / 4 + 1);
    for (int from = 0; from < text.length(); ) {
      int to = end(text, from);
      tokens.add(text.substring(from, to));
      from = to;
    }
    return tokens;
  }

  /** Returns how many tokens a text has. */
  static int count(String text) {
    int count = 0;
    for (int from = 0; from < text.length(); from = end(text, from)) {
      count++;
    }
    return count;
  }

  private static int end(String text, int from) {
    int at = from;
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
    if (at == text.length()) {
      return at;
    }
    int longest = at + (text.charAt(at) < 0x80 ? LATIN : OTHER);
    do {
      at++;
    } while (at < longest && at < text.length() && !isSpace(text.charAt(at)));
    boolean splits =
        at < text.length()
            && Character.isLowSurrogate(text.charAt(at))
            && Character.isHighSurrogate(text.charAt(at - 1));
    return splits ? at + 1 : at;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
  }
}
