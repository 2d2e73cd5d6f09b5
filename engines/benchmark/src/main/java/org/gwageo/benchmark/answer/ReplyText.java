package org.gwageo.benchmark.answer;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** The part of a model's reply in which an answer is looked for. */
public final class ReplyText {

  private static final String OPEN = "<think>";
  private static final String CLOSE = "</think>";
  private static final Pattern INVISIBLE = Pattern.compile("[\\u200B-\\u200D\\u2060\\uFEFF]");

  private ReplyText() {}

  /**
   * Returns the reply after its reasoning, in Unicode form NFC, with {@code \n} line ends and
   * without zero-width characters.
   *
   * <p>Everything up to the last {@code </think>} is reasoning, whether or not an opening tag came
   * before it. An opening tag that is never closed leaves nothing: the model was still reasoning
   * when the reply ended.
   */
  public static String finalPart(String reply) {
    int close = reply.lastIndexOf(CLOSE);
    String rest = close < 0 ? reply : reply.substring(close + CLOSE.length());
    int open = rest.indexOf(OPEN);
    if (open >= 0) {
      rest = rest.substring(0, open);
    }
    String lines = rest.replace("\r\n", "\n").replace('\r', '\n');
    return Normalizer.normalize(INVISIBLE.matcher(lines).replaceAll(""), Normalizer.Form.NFC);
  }

  /** Removes white space of any kind, no-break and ideographic spaces included, from both ends. */
  static String strip(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isSpace(text.charAt(from))) {
      from++;
    }
    while (to > from && isSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
