package org.gwageo.platform.web;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a sentence that is in the page's language throughout, or in English throughout.
 *
 * <p>What an engine says of a file (a rulebook, a suite, weights) is English. A sentence of a
 * Korean page that quotes it puts it between Unicode's isolates (UAX #9: U+2068 and U+2069), which
 * no reader sees; the template {@code part/words} turns what stands between them into {@code <span
 * lang="en">}, so that a screen reader changes its voice.
 *
 * @param text the words
 * @param english whether they are English on a page that is not
 */
public record Passage(String text, boolean english) {

  private static final char BEGIN = '\u2068';
  private static final char END = '\u2069';

  /** Returns English {@code text} as a sentence in {@code language} quotes it. */
  static String quote(Language language, String text) {
    String plain = text.replace(String.valueOf(BEGIN), "").replace(String.valueOf(END), "");
    return language == Language.ENGLISH ? plain : BEGIN + plain + END;
  }

  /** Returns the pieces of {@code sentence} in their order, none of them empty. */
  public static List<Passage> of(String sentence) {
    var passages = new ArrayList<Passage>();
    int from = 0;
    while (from < sentence.length()) {
      boolean english = sentence.charAt(from) == BEGIN;
      int start = english ? from + 1 : from;
      int end = sentence.indexOf(english ? END : BEGIN, start);
      int stop = end < 0 ? sentence.length() : end;
      if (stop > start) {
        passages.add(new Passage(sentence.substring(start, stop), english));
      }
      from = english && end >= 0 ? stop + 1 : stop;
    }
    return passages;
  }
}
