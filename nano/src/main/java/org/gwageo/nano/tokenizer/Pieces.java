package org.gwageo.nano.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts text into the pieces inside which merges may happen. */
public final class Pieces {
  /** The pattern of the split of digits as it is written in {@code tokenizer.json}. */
  public static final String DIGIT = "\\p{N}";

  private static final Pattern NUMBER = Pattern.compile(DIGIT);
  private static final Pattern WORD =
      Pattern.compile(
          "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
          Pattern.UNICODE_CHARACTER_CLASS);

  private Pieces() {}

  /** Returns the pieces of {@code text} in order; joined they are {@code text} again. */
  public static List<String> of(String text) {
    List<String> pieces = new ArrayList<>();
    Matcher digits = NUMBER.matcher(text);
    int start = 0;
    while (digits.find()) {
      words(text.substring(start, digits.start()), pieces);
      pieces.add(digits.group());
      start = digits.end();
    }
    words(text.substring(start), pieces);
    return pieces;
  }

  private static void words(String text, List<String> pieces) {
    Matcher words = WORD.matcher(text);
    while (words.find()) {
      pieces.add(words.group());
    }
  }
}
