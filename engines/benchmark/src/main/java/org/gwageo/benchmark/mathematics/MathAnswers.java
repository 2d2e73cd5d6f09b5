package org.gwageo.benchmark.mathematics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gwageo.benchmark.answer.ReplyText;
import org.gwageo.benchmark.mathematics.MathAnswer.Anchor;

/**
 * Finds the answer that a reply announces.
 *
 * <p>The announcements are tried in the order of {@link Anchor}; of one kind the last counts. Where
 * the text behind it cannot be read as mathematics, the one before it is tried, then the next kind;
 * where nothing can be read, the first text found is returned as it is. Only the part after the
 * reasoning is looked at, and of it the last 200,000 characters.
 */
public final class MathAnswers {

  private static final int LONGEST = 200_000;
  private static final int MOST_CANDIDATES = 12;
  private static final int MOST_BOXES = 64;
  private static final int LONGEST_ANSWER = 400;

  private static final String SEPARATOR = "[\\s*_]{0,6}[:：]?[\\s*_]{0,6}";
  private static final Pattern FINAL =
      Pattern.compile(
          "(?i:final\\s{1,3}answer)(?:[^\\n.]{0,100}?\\s(?i:is)\\b|[\\s*_]{0,6}[:：])"
              + SEPARATOR
              + "|최종\\s?(?:정답|답변|답)(?:은|는|이|가)?"
              + SEPARATOR);
  private static final Pattern ANSWER =
      Pattern.compile(
          "(?i:\\banswer)(?:[^\\n.]{0,60}?\\s(?i:is)\\b|[\\s*_]{0,6}[:：=])" + SEPARATOR);
  private static final Pattern KOREAN =
      Pattern.compile(
          "(?<![가-힣])(?:정답|답변|답)(?:[\\s*_]{0,4}[:：]|(?:은|는|이|가)[\\s*_:：]{1,6}|(?:은|는)(?=[\\d$\\\\-]))"
              + "[\\s*_]{0,6}");
  private static final Pattern HASHES = Pattern.compile("####\\s{0,5}");
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![\\d.])-?(?:\\d{1,3}(?:,\\d{3}){1,12}(?!\\d)|\\d{1,40})(?:\\.\\d{1,40})?(?:\\s?/\\s?\\d{1,40})?");
  private static final Pattern SENTENCE_END =
      Pattern.compile(
          "\\n"
              + "|[.。!](?=\\s|$)|\\s(?:because|since|which|so"
              + " that|as)\\s|,\\s(?:so|since|because|which)\\s");
  private static final Pattern ENDING = Pattern.compile("\\s{0,9}(?:입니다|이에요|예요|이다)?[\\s.。*]{0,9}$");
  private static final Pattern BREAK = Pattern.compile("[.。!?](?:\\s|$)|\\n");
  private static final Pattern JOINT =
      Pattern.compile("(?<![a-z])(?:and|or)(?![a-z])|[,;]|와|과|또는|그리고");

  private MathAnswers() {}

  /** Returns the answer of {@code reply}, or nothing where it holds neither formula nor number. */
  public static Optional<MathAnswer> find(String reply) {
    String whole = ReplyText.finalPart(reply);
    String text = whole.substring(Math.max(0, whole.length() - LONGEST));
    Optional<MathAnswer> first = Optional.empty();
    for (Anchor anchor : Anchor.values()) {
      if (first.isPresent() && anchor.compareTo(Anchor.FORMULA) >= 0) {
        break;
      }
      for (String candidate : candidates(text, anchor)) {
        String answer = ENDING.matcher(candidate.strip()).replaceFirst("");
        if (answer.isEmpty()) {
          continue;
        }
        MathAnswer found = new MathAnswer(answer, anchor);
        if (isReadable(answer)) {
          return Optional.of(found);
        }
        first = first.isPresent() ? first : Optional.of(found);
      }
    }
    return first;
  }

  private static boolean isReadable(String text) {
    try {
      AnswerReader.read(text, true);
      return true;
    } catch (UnreadableMath | Work.Spent | ArithmeticException e) {
      return false;
    }
  }

  /** Returns what {@code anchor} announces, the last first. */
  private static List<String> candidates(String text, Anchor anchor) {
    return switch (anchor) {
      case BOXED -> boxed(text);
      case FINAL_ANSWER -> announced(text, FINAL);
      case ANSWER -> announced(text, ANSWER);
      case KOREAN_ANSWER -> announced(text, KOREAN);
      case HASHES -> announced(text, HASHES);
      case FORMULA -> formulas(text);
      case NUMBER -> numbers(text);
    };
  }

  private static List<String> announced(String text, Pattern pattern) {
    List<Integer> ends = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      ends.add(matcher.end());
    }
    Collections.reverse(ends);
    List<String> candidates = new ArrayList<>();
    for (int end : ends.subList(0, Math.min(ends.size(), MOST_CANDIDATES))) {
      String sentence = sentence(text, end);
      List<String> formulas = formulas(sentence);
      if (formulas.isEmpty()) {
        candidates.add(sentence);
        candidates.addAll(numbers(sentence));
      } else {
        // "The solutions are $1$ and $2$" is one answer of two formulas.
        String between = sentence.replaceAll("\\$[^$]{0,400}\\$", "").strip();
        boolean joined =
            formulas.size() > 1 && between.length() < 40 && JOINT.matcher(between).find();
        candidates.add(joined ? String.join(", ", formulas.reversed()) : formulas.getFirst());
      }
    }
    return candidates;
  }

  private static String sentence(String text, int from) {
    int limit = Math.min(text.length(), from + LONGEST_ANSWER);
    Matcher end = SENTENCE_END.matcher(text).region(Math.min(from, limit), limit);
    int at = from;
    boolean inFormula = false;
    while (end.find()) {
      for (; at < end.start(); at++) {
        inFormula ^= text.charAt(at) == '$';
      }
      if (!inFormula && end.start() > from) {
        return text.substring(from, end.start());
      }
    }
    return text.substring(Math.min(from, limit), limit);
  }

  /** Returns the formulas of {@code text}, the last first. */
  private static List<String> formulas(String text) {
    List<String> formulas = new ArrayList<>();
    int at = 0;
    while (at < text.length() && formulas.size() < 5_000) {
      char c = text.charAt(at);
      String close = "";
      int from = at + 1;
      if (c == '$') {
        boolean display = text.startsWith("$$", at);
        close = display ? "$$" : "$";
        from = at + close.length();
      } else if (c == '\\' && at + 1 < text.length() && "([".indexOf(text.charAt(at + 1)) >= 0) {
        close = text.charAt(at + 1) == '(' ? "\\)" : "\\]";
        from = at + 2;
      } else if (c == '\\') {
        from = at + 2;
      }
      int end = close.isEmpty() ? -1 : text.indexOf(close, from);
      if (end > from
          && end - from <= Typography.LONGEST
          && isClosing(text, end)
          && !isMoney(text, from, end, close)) {
        formulas.add(text.substring(from, end));
        at = end + close.length();
      } else {
        at = from;
      }
    }
    Collections.reverse(formulas);
    return formulas.subList(0, Math.min(formulas.size(), MOST_CANDIDATES));
  }

  /**
   * Returns whether single dollar signs stand for money: a formula has no space just inside them
   * and no digit just after.
   */
  private static boolean isMoney(String text, int from, int end, String close) {
    return close.equals("$")
        && (Character.isWhitespace(text.charAt(from))
            || Character.isWhitespace(text.charAt(end - 1))
            || (end + 1 < text.length() && Character.isDigit(text.charAt(end + 1))));
  }

  private static boolean isClosing(String text, int at) {
    return at == 0 || text.charAt(at) != '$' || text.charAt(at - 1) != '\\';
  }

  private static List<String> numbers(String text) {
    List<String> numbers = new ArrayList<>();
    Matcher matcher = NUMBER.matcher(text);
    while (matcher.find()) {
      numbers.add(matcher.group());
    }
    Collections.reverse(numbers);
    return numbers.subList(0, Math.min(numbers.size(), 1));
  }

  /** Returns the contents of the last boxes; boxes that belong together are one answer. */
  private static List<String> boxed(String text) {
    List<String> contents = new ArrayList<>();
    int next = -1;
    int box = text.lastIndexOf("\\boxed");
    int frame = text.lastIndexOf("\\fbox");
    for (int tried = 0; tried < MOST_BOXES && contents.size() < MOST_CANDIDATES; tried++) {
      int start = Math.max(box, frame);
      if (start < 0) {
        break;
      }
      box = box == start ? text.lastIndexOf("\\boxed", start - 1) : box;
      frame = frame == start ? text.lastIndexOf("\\fbox", start - 1) : frame;
      int open = start + (text.startsWith("\\boxed", start) ? 6 : 5);
      int close = close(text, open);
      if (close > 0) {
        String content = text.substring(content(text, open), close).strip();
        String between = next < 0 ? "" : text.substring(Math.min(close + 1, next), next);
        boolean together =
            next >= 0
                && (between.length() < 10
                    || (between.length() < 70
                        && JOINT.matcher(between).find()
                        && !BREAK.matcher(between).find()));
        if (next >= 0 && !together) {
          break;
        }
        if (contents.isEmpty() || !contents.getFirst().equals(content)) {
          contents.addFirst(content);
        }
        next = start;
      }
    }
    return contents.isEmpty() ? List.of() : List.of(String.join(", ", contents));
  }

  private static int content(String text, int open) {
    int at = open;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return at < text.length() && text.charAt(at) == '{' ? at + 1 : at;
  }

  /** Returns where the content of a box ends, or -1 where its brace is never closed. */
  private static int close(String text, int open) {
    int from = content(text, open);
    if (from > text.length() || from == 0) {
      return -1;
    }
    if (from == open || text.charAt(from - 1) != '{') {
      int end = from;
      while (end < text.length()
          && !Character.isWhitespace(text.charAt(end))
          && text.charAt(end) != '$') {
        end++;
      }
      return end > from ? end : -1;
    }
    int depth = 1;
    for (int i = from; i < Math.min(text.length(), from + Typography.LONGEST); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else {
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      }
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }
}
