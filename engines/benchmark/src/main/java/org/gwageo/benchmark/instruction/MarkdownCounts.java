package org.gwageo.benchmark.instruction;

import java.util.function.IntPredicate;

/**
 * Counts of marks in a text, each found in one pass.
 *
 * <p>They count what the patterns of IFEval match, written by hand because a backtracking pattern
 * takes quadratic time on a long row of the same mark.
 */
final class MarkdownCounts {

  private MarkdownCounts() {}

  /** Returns how often {@code ^\s*\*[^\*].*$} and {@code ^\s*-.*$} match, lines apart. */
  static int bullets(String text) {
    return lineStarts(text, '*', next -> next != '*' && next != -1)
        + lineStarts(text, '-', next -> true);
  }

  private static int lineStarts(String text, char mark, IntPredicate next) {
    int count = 0;
    int line = 0;
    while (line >= 0 && line < text.length()) {
      int at = line;
      while (at < text.length() && Blank.isSpace(text.charAt(at))) {
        at++;
      }
      if (at >= text.length()) {
        break;
      }
      int after = at + 1 < text.length() ? text.charAt(at + 1) : -1;
      int end = at;
      if (text.charAt(at) == mark && next.test(after)) {
        count++;
        // The character after an asterisk may itself be the line feed.
        end = mark == '*' ? at + 2 : at + 1;
      }
      int feed = text.indexOf('\n', end);
      line = feed < 0 ? -1 : feed + 1;
    }
    return count;
  }

  /** Returns how often {@code \[.*?\]} matches. */
  static int placeholders(String text) {
    int count = 0;
    int at = text.indexOf('[');
    while (at >= 0) {
      int close = text.indexOf(']', at);
      int feed = text.indexOf('\n', at);
      if (close < 0) {
        break;
      }
      boolean sameLine = feed < 0 || close < feed;
      count += sameLine ? 1 : 0;
      at = text.indexOf('[', sameLine ? close + 1 : feed + 1);
    }
    return count;
  }

  /** Returns how many non-empty {@code *…*} and {@code **…**} there are. */
  static int highlights(String text) {
    int count = 0;
    int at = text.indexOf('*');
    while (at >= 0) {
      int end = markOrFeed(text, at + 1);
      if (end < text.length() && text.charAt(end) == '*') {
        count += Blank.isBlank(text.substring(at + 1, end)) ? 0 : 1;
        end++;
      }
      at = text.indexOf('*', end);
    }
    return count + doubleHighlights(text);
  }

  private static int doubleHighlights(String text) {
    int count = 0;
    int at = text.indexOf("**");
    while (at >= 0) {
      int end = markOrFeed(text, at + 2);
      boolean closed = text.startsWith("**", end);
      count += closed && !Blank.isBlank(text.substring(at + 2, end)) ? 1 : 0;
      at = text.indexOf("**", closed ? end + 2 : at + 1);
    }
    return count;
  }

  private static int markOrFeed(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '*' && text.charAt(at) != '\n') {
      at++;
    }
    return at;
  }

  /** Returns whether some line holds a title {@code <<…>>} that is not empty. */
  static boolean hasTitle(String text) {
    for (String line : text.split("\n", -1)) {
      int open = line.indexOf("<<");
      int close = line.lastIndexOf(">>");
      if (open >= 0 && close > open + 2) {
        String title = line.substring(open, close + 2);
        int from = 0;
        int to = title.length();
        while (from < to && title.charAt(from) == '<') {
          from++;
        }
        while (to > from && title.charAt(to - 1) == '>') {
          to--;
        }
        if (!Blank.isBlank(title.substring(from, to))) {
          return true;
        }
      }
    }
    return false;
  }
}
