package org.gwageo.benchmark.judge;

import java.util.Optional;

/** What was read from a judge's reply: a grade, or the reason why there is none. */
public sealed interface Verdict {

  /** The word that starts a verdict line. */
  String WORD = "VERDICT";

  /**
   * A grade.
   *
   * @param grade the grade
   * @param lines how many well-formed verdict lines there were; the last one counts
   */
  record Given(Grade grade, int lines) implements Verdict {}

  /**
   * No grade. It is counted, and never replaced by one.
   *
   * @param reason why
   */
  record Unparsed(Reason reason) implements Verdict {}

  /** Why a judge's reply has no grade. */
  enum Reason {
    /** No line starts with the word and the right nonce. */
    NO_VERDICT_LINE,
    /** There are verdict lines, but none with a grade of the scale. */
    NO_GRADE_OF_THE_SCALE,
    /** The reply was cut off, so that its last line may be incomplete. */
    TRUNCATED,
    /** The judge was not asked or did not answer. */
    UNANSWERED
  }

  /** Returns the grade, if one could be read. */
  default Optional<Grade> read() {
    return switch (this) {
      case Given given -> Optional.of(given.grade());
      case Unparsed _ -> Optional.empty();
    };
  }

  /**
   * Reads a judge's reply: the last line that is {@code VERDICT}, the prompt's nonce, a colon and a
   * grade of the scale, nothing else but spaces and the asterisks and back quotes of Markdown
   * around it.
   *
   * @param prompt the prompt that it answers
   * @param reply the reply after its reasoning
   * @param truncated whether the reply was cut off at its length limit
   */
  static Verdict read(JudgeSpec spec, JudgePrompt prompt, String reply, boolean truncated) {
    if (truncated) {
      return new Unparsed(Reason.TRUNCATED);
    }
    String start = WORD + " " + prompt.nonce() + ":";
    Grade last = null;
    int lines = 0;
    boolean any = false;
    int from = 0;
    while (from <= reply.length()) {
      int end = reply.indexOf('\n', from);
      int to = end < 0 ? reply.length() : end;
      Optional<String> word = word(reply, from, to, start);
      if (word.isPresent()) {
        any = true;
        Optional<Grade> grade = spec.scale().read(word.get());
        if (grade.isPresent()) {
          last = grade.get();
          lines++;
        }
      }
      from = to + 1;
    }
    if (last != null) {
      return new Given(last, lines);
    }
    return new Unparsed(any ? Reason.NO_GRADE_OF_THE_SCALE : Reason.NO_VERDICT_LINE);
  }

  private static Optional<String> word(String reply, int lineFrom, int lineTo, String start) {
    int from = lineFrom;
    int to = lineTo;
    while (from < to && isDecoration(reply.charAt(from))) {
      from++;
    }
    while (to > from && isDecoration(reply.charAt(to - 1))) {
      to--;
    }
    if (to - from > 200 || !reply.startsWith(start, from) || from + start.length() > to) {
      return Optional.empty();
    }
    int at = from + start.length();
    while (at < to && isDecoration(reply.charAt(at))) {
      at++;
    }
    return Optional.of(reply.substring(at, to));
  }

  private static boolean isDecoration(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '*' || c == '`';
  }
}
