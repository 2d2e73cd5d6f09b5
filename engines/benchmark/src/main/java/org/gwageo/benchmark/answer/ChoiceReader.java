package org.gwageo.benchmark.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads which of some lettered choices a reply settles on.
 *
 * <p>The steps, each tried on the final part of the reply only if the ones before it found nothing:
 *
 * <ol>
 *   <li>the last announcement: {@code 정답은 B입니다}, {@code 답: (2)}, {@code B가 정답}, {@code the answer
 *       is B}, {@code Answer: B}, {@code B is correct}, {@code \boxed{B}}; denials such as {@code
 *       정답은 A가 아니라} announce nothing;
 *   <li>a reply whose first line is one label, with or without the choice's text: {@code B}, {@code
 *       (b)}, {@code ②}, {@code 2번}, {@code B. 사과};
 *   <li>the last label with a Korean copula: {@code B입니다}, {@code ③번이에요};
 *   <li>the last capital letter or circled number that stands alone and is not denied;
 *   <li>a first or last line that equals the text of exactly one choice.
 * </ol>
 *
 * <p>A label is a capital letter, full-width or not, a circled number or, where the sentence leaves
 * no doubt, a number counted from 1; numbers are no labels when a choice's own text is a number.
 * Hangul consonants such as ㄱ are never labels. A step that ends on two labels joined by "or" has
 * found no answer, and neither have the steps after it.
 */
public final class ChoiceReader {

  /** Most choices that can be told apart by letter. */
  public static final int MOST_CHOICES = 10;

  /** What may follow a number that is a label and not a quantity: 3번, 3입니다, (3), a line end. */
  private static final String AFTER_NUMBER =
      "(?=번|\\s*(?:입니다|이다|이에요|예요|임(?![가-힣]))|(?:이|가)\\s*(?:정답|답)|\\sis\\s"
          + "|\\s*[)\\]>}<」]|[\\s*_`\"'.,!]*(?:$|\\n))";

  private static final String LABEL = "([A-J]|[①-⑩]|(?:10|[1-9])" + AFTER_NUMBER + ")";
  private static final String OPENING = "[\\s*_`\"'“‘(\\[<「$]*+(?:\\\\boxed\\{)?\\(?";
  private static final String CLOSING = "(?![A-Za-z0-9])(?!\\.\\d)";
  private static final String CLOSERS = "[\\s*_`\"'”’)\\]>」$}]*+(?:번)?[\\s*_`)]*+";
  private static final String DENIAL = "(?!(?:이|가|은|는)?\\s*(?:아니|아닙|아님|틀))";

  private static final List<Pattern> ANNOUNCEMENTS =
      List.of(
          Pattern.compile(
              "(?<![가-힣])(?:정답|최종\\s?답변?|답변|답)(?:은|는|이|가)?[\\s*_]*+[:：=]?"
                  + OPENING
                  + LABEL
                  + CLOSING
                  + CLOSERS
                  + DENIAL),
          Pattern.compile(LABEL + CLOSING + CLOSERS + "(?:이|가)\\s*(?:정답|답|맞)(?!이?\\s*아니)"),
          Pattern.compile(
              "(?i:\\banswer)[\\s*_]*+(?i:is\\b|=)?[\\s*_]*+[:：]?(?:\\s*(?i:choice|option))?"
                  + OPENING
                  + LABEL
                  + CLOSING
                  + CLOSERS
                  + "(?![a-z]*\\s*(?:is|isn't)\\s(?:not|wrong|incorrect))"),
          Pattern.compile(
              "(?<![A-Za-z0-9])"
                  + LABEL
                  + CLOSING
                  + CLOSERS
                  + "is\\s(?:the\\s)?(?:correct|right|answer|best)"),
          Pattern.compile("\\\\boxed\\{\\s*\\(?" + LABEL + "\\)?\\s*\\}"),
          Pattern.compile("<answer>\\s*\\(?" + LABEL + "\\)?[^<]*</answer>"));

  private static final Pattern WHOLE =
      Pattern.compile(
          "[\\s*_`\"'“‘(\\[<「]*+([A-Ja-j]|[①-⑩]|10|[1-9])(?![A-Za-z0-9])(?:번)?"
              + "([\\s*_`\"'”’)\\]>」.:,]*+)(.*)",
          Pattern.DOTALL);

  private static final Pattern COPULA =
      Pattern.compile(
          "(?<![A-Za-z0-9])([A-J]|[①-⑩]|(?:10|[1-9])(?=번))"
              + CLOSING
              + CLOSERS
              + "(?:입니다|이다|이에요|예요|이야|임(?![가-힣]))");

  private static final Pattern ALONE =
      Pattern.compile("(?<![A-Za-z0-9'’])([A-J]|[①-⑩])(?![A-Za-z0-9'’])" + CLOSERS + DENIAL);

  private static final Pattern DENIED_BEFORE =
      Pattern.compile("(?i)(?:\\bnot|n['’]t(?:\\s+be)?|\\bneither|\\bnor)[\\s*_(\"']*$");

  private static final Pattern ARTICLE_OR_PRONOUN = Pattern.compile("^[AI] [a-z]");

  private static final Pattern OR_AFTER =
      Pattern.compile(
          "^[\\s*)번]*(?:\\bor\\b|또는|혹은|이나|나(?![가-힣])|/)[\\s*(]*([A-J]|[①-⑩]|[1-9])(?![A-Za-z0-9])");

  private static final Pattern OR_BEFORE =
      Pattern.compile(
          "(?<![A-Za-z0-9])([A-J]|[①-⑩]|[1-9])[\\s*)번]*(?:\\bor|또는|혹은|이나|나|/)[\\s*(]*$");

  private static final Pattern NUMERAL = Pattern.compile("\\s*-?\\d[\\d,.]*\\s*");

  private final List<String> choices;
  private final boolean digits;
  private final String text;
  private final Budgeted budgeted;

  private ChoiceReader(String text, List<String> choices) {
    this.text = text;
    this.budgeted = Budgeted.of(text);
    this.choices = choices;
    this.digits = choices.stream().noneMatch(choice -> NUMERAL.matcher(choice).matches());
  }

  /**
   * Returns the index, from 0, of the choice that {@code reply} settles on, or nothing.
   *
   * @throws IllegalArgumentException if there are fewer than 2 or more than 10 choices
   */
  public static OptionalInt read(String reply, List<String> choices) {
    if (choices.size() < 2 || choices.size() > MOST_CHOICES) {
      throw new IllegalArgumentException(
          "a multiple-choice item has 2 to " + MOST_CHOICES + " choices, not " + choices.size());
    }
    String text = asciiLabels(ReplyText.finalPart(reply));
    try {
      return new ChoiceReader(text, choices).read();
    } catch (Budgeted.Exhausted e) {
      return OptionalInt.empty();
    }
  }

  private OptionalInt read() {
    List<Found> announced = new ArrayList<>();
    for (Pattern pattern : ANNOUNCEMENTS) {
      announced.addAll(matches(pattern));
    }
    if (!announced.isEmpty()) {
      return settle(announced);
    }
    OptionalInt whole = whole();
    if (whole.isPresent()) {
      return whole;
    }
    List<Found> copulas = matches(COPULA);
    if (!copulas.isEmpty()) {
      return settle(copulas);
    }
    List<Found> alone = matches(ALONE);
    alone.removeIf(found -> isDenied(found) || isEnglishWord(found));
    return alone.isEmpty() ? byText() : settle(alone);
  }

  /** A label in a text: the choice it stands for and where it starts and ends. */
  private record Found(int choice, int start, int end) {}

  private List<Found> matches(Pattern pattern) {
    List<Found> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(budgeted);
    while (matcher.find()) {
      int choice = choice(matcher.group(1));
      if (choice >= 0 && !isEnglishWord(new Found(choice, matcher.start(1), 0))) {
        found.add(new Found(choice, matcher.start(1), matcher.end(1)));
      }
    }
    return found;
  }

  private OptionalInt settle(List<Found> found) {
    Found last = found.getFirst();
    for (Found candidate : found) {
      last = candidate.start() > last.start() ? candidate : last;
    }
    return isHedged(last) ? OptionalInt.empty() : OptionalInt.of(last.choice());
  }

  private boolean isHedged(Found found) {
    Matcher after =
        OR_AFTER.matcher(text.substring(found.end(), Math.min(text.length(), found.end() + 24)));
    if (after.find() && other(after.group(1), found)) {
      return true;
    }
    Matcher before = OR_BEFORE.matcher(tail(found.start()));
    return before.find() && other(before.group(1), found);
  }

  private boolean other(String label, Found found) {
    int choice = choice(label);
    return choice >= 0 && choice != found.choice();
  }

  private OptionalInt whole() {
    String stripped = ReplyText.strip(text);
    int lineEnd = stripped.indexOf('\n');
    String line = lineEnd < 0 ? stripped : stripped.substring(0, lineEnd);
    Matcher matcher = WHOLE.matcher(Budgeted.of(line));
    if (!matcher.matches()) {
      return OptionalInt.empty();
    }
    int choice = choice(matcher.group(1).toUpperCase(Locale.ROOT));
    if (choice < 0) {
      return OptionalInt.empty();
    }
    String rest = ReplyText.strip(matcher.group(3));
    boolean nothingElse = rest.isEmpty() && lineEnd < 0;
    boolean itsText = !rest.isEmpty() && same(rest, choices.get(choice));
    boolean labelLine = rest.isEmpty() && lineEnd >= 0 && Character.isUpperCase(line.charAt(0));
    return nothingElse || itsText || labelLine ? OptionalInt.of(choice) : OptionalInt.empty();
  }

  private OptionalInt byText() {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    if (lines.isEmpty()) {
      return OptionalInt.empty();
    }
    OptionalInt first = equalTo(lines.getFirst());
    return first.isPresent() ? first : equalTo(lines.getLast());
  }

  private OptionalInt equalTo(String line) {
    int equal = -1;
    for (int i = 0; i < choices.size(); i++) {
      if (same(line, choices.get(i))) {
        if (equal >= 0) {
          return OptionalInt.empty();
        }
        equal = i;
      }
    }
    return equal < 0 ? OptionalInt.empty() : OptionalInt.of(equal);
  }

  private static boolean same(String left, String right) {
    return comparable(left).equals(comparable(right));
  }

  private static String comparable(String text) {
    return Normalisation.applyAll(
        List.of(
            Normalisation.NFKC,
            Normalisation.KOREAN_ENDING,
            Normalisation.TRIM_PUNCTUATION,
            Normalisation.SQUEEZE,
            Normalisation.LOWER),
        text);
  }

  private boolean isDenied(Found found) {
    return DENIED_BEFORE.matcher(tail(found.start())).find();
  }

  private String tail(int end) {
    return text.substring(Math.max(0, end - 24), end);
  }

  private boolean isEnglishWord(Found found) {
    String from = text.substring(found.start(), Math.min(text.length(), found.start() + 3));
    boolean becauseFollows = text.startsWith(" because", found.start() + 1);
    boolean isFollows = text.startsWith(" is ", found.start() + 1);
    return ARTICLE_OR_PRONOUN.matcher(from).find() && !becauseFollows && !isFollows;
  }

  /** The index that a label stands for, or -1 if there is no such choice. */
  private int choice(String label) {
    char first = label.charAt(0);
    int index;
    if (first >= 'A' && first <= 'J') {
      index = first - 'A';
    } else if (first >= '①' && first <= '⑩') {
      index = first - '①';
    } else {
      index = digits ? Integer.parseInt(label) - 1 : -1;
    }
    return index < choices.size() ? index : -1;
  }

  /** Full-width letters, digits, brackets and colons as ASCII; circled numbers stay. */
  private static String asciiLabels(String text) {
    var out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\u3000' || c == '\u00a0') {
        out.append(' ');
      } else if (c >= '！' && c <= '～') {
        out.append((char) (c - '！' + '!'));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
