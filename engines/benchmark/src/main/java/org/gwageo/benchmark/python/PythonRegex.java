package org.gwageo.benchmark.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression of Python's {@code re} for {@code str}, matched as Python matches it.
 *
 * <p>One call may look at the text 20 million times; then, or when an expression nests too deeply
 * for the text, {@link PythonException} says so: no reply can stop a scorer. Conditional groups,
 * {@code \N{…}} and the {@code a}, {@code L} flags are refused by name. Immutable and thread-safe.
 */
public final class PythonRegex {

  private final String source;
  private final Pattern pattern;
  private final Pattern advancing;
  private final int groups;
  private final Map<String, Integer> names;
  private final RegexHints hints;

  private PythonRegex(
      String source,
      Pattern pattern,
      Pattern advancing,
      Map<String, Integer> names,
      RegexHints hints) {
    this.source = source;
    this.hints = hints;
    this.pattern = pattern;
    this.advancing = advancing;
    this.groups = pattern.matcher("").groupCount();
    this.names = names;
  }

  /**
   * Compiles an expression.
   *
   * @throws PythonException if Python would refuse it, or it uses what is not supported
   */
  public static PythonRegex compile(String source) throws PythonException {
    return compile(source, "");
  }

  /**
   * Compiles an expression with flags.
   *
   * @param flags any of {@code i} (IGNORECASE), {@code m} (MULTILINE), {@code s} (DOTALL), {@code
   *     x} (VERBOSE)
   * @throws PythonException if Python would refuse it, or it uses what is not supported
   */
  public static PythonRegex compile(String source, String flags) throws PythonException {
    RegexTranslation.Result translation = RegexTranslation.of(source, flags);
    int mode = Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNICODE_CASE | Pattern.UNIX_LINES;
    for (char flag : translation.flags().toCharArray()) {
      mode |=
          switch (flag) {
            case 'i' -> Pattern.CASE_INSENSITIVE;
            case 'm' -> Pattern.MULTILINE;
            case 's' -> Pattern.DOTALL;
            default -> 0;
          };
    }
    try {
      return new PythonRegex(
          source,
          Pattern.compile(translation.java(), mode),
          Pattern.compile("(?:" + translation.java() + ")(?!\\G)", mode),
          translation.names(),
          RegexHints.of(source, flags));
    } catch (PatternSyntaxException e) {
      throw new PythonException(
          "not a regular expression: " + source + " (" + e.getDescription() + ")");
    } catch (StackOverflowError e) {
      throw new PythonException("a regular expression nests too deeply: " + source);
    }
  }

  /** Returns the expression as it was written. */
  public String source() {
    return source;
  }

  /** Returns how many groups capture. */
  public int groups() {
    return groups;
  }

  /**
   * Returns {@code re.escape(text)}.
   *
   * <p>Only the characters that Python 3.7 and later escape are escaped.
   */
  public static String escape(String text) {
    var out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ("()[]{}?*+-|^$\\.&~# \t\n\r\u000b\f".indexOf(c) >= 0) {
        out.append('\\');
      }
      out.append(c);
    }
    return out.toString();
  }

  /**
   * One match.
   *
   * @param start its first UTF-16 unit
   * @param end the unit after it
   * @param groups group 0, the whole match, and the capturing groups; null where one took no part
   */
  public record Match(int start, int end, List<@Nullable String> groups) {

    /** Returns the whole match. */
    public String text() {
      return Objects.requireNonNull(groups.getFirst());
    }

    /** Returns a group, or null if it took no part. */
    public @Nullable String group(int number) {
      return groups.get(number);
    }
  }

  /**
   * Returns {@code list(finditer(text))}.
   *
   * @throws PythonException if the budget is used up
   */
  public List<Match> all(String text) throws PythonException {
    return matches(text, Integer.MAX_VALUE);
  }

  /**
   * Returns {@code search(text)}, or null.
   *
   * @throws PythonException if the budget is used up
   */
  public @Nullable Match search(String text) throws PythonException {
    List<Match> found = matches(text, 1);
    return found.isEmpty() ? null : found.getFirst();
  }

  /**
   * Returns {@code match(text)}: a match at the very beginning, or null.
   *
   * @throws PythonException if the budget is used up
   */
  public @Nullable Match match(String text) throws PythonException {
    Matcher matcher = pattern.matcher(new GuardedText(text));
    return guarded(() -> matcher.lookingAt() ? made(matcher) : null);
  }

  /**
   * Returns {@code fullmatch(text)}, or null.
   *
   * @throws PythonException if the budget is used up
   */
  public @Nullable Match fullMatch(String text) throws PythonException {
    Matcher matcher = pattern.matcher(new GuardedText(text));
    return guarded(() -> matcher.matches() ? made(matcher) : null);
  }

  /**
   * Returns {@code findall(text)}: for each match its only element if the expression has no group
   * (the match) or one group, all groups if it has several; a group that took no part is empty.
   *
   * @throws PythonException if the budget is used up
   */
  public List<List<String>> findAll(String text) throws PythonException {
    List<List<String>> found = new ArrayList<>();
    for (Match match : all(text)) {
      List<String> row = new ArrayList<>(Math.max(1, groups));
      for (int g = groups == 0 ? 0 : 1; g <= groups; g++) {
        String group = match.group(g);
        row.add(group == null ? "" : group);
      }
      found.add(row);
    }
    return found;
  }

  /**
   * Returns {@code split(text)}: the pieces between matches, with what the groups captured in
   * between (empty where one took no part).
   *
   * @throws PythonException if the budget is used up
   */
  public List<String> split(String text) throws PythonException {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (Match match : all(text)) {
      parts.add(text.substring(from, match.start()));
      for (int g = 1; g <= groups; g++) {
        String group = match.group(g);
        parts.add(group == null ? "" : group);
      }
      from = match.end();
    }
    parts.add(text.substring(from));
    return parts;
  }

  /**
   * Returns {@code sub(replacement, text)}; the replacement may name groups as {@code \1}, {@code
   * \g<1>} and {@code \g<name>}.
   *
   * @throws PythonException if the replacement names no group, or the budget is used up
   */
  public String sub(String replacement, String text) throws PythonException {
    return sub(replacement, text, 0);
  }

  /**
   * Returns {@code sub(replacement, text, count)}; a count of 0 replaces all.
   *
   * @throws PythonException if the replacement names no group, or the budget is used up
   */
  public String sub(String replacement, String text, int count) throws PythonException {
    if (hints.literal() != null && count == 0 && replacement.indexOf('\\') < 0) {
      return text.replace(hints.literal(), replacement);
    }
    List<Match> matches = matches(text, count == 0 ? Integer.MAX_VALUE : count);
    if (matches.isEmpty()) {
      return text;
    }
    var out = new StringBuilder(text.length());
    int from = 0;
    for (Match match : matches) {
      out.append(text, from, match.start());
      expand(replacement, match, out);
      from = match.end();
    }
    return out.append(text, from, text.length()).toString();
  }

  private void expand(String replacement, Match match, StringBuilder out) throws PythonException {
    for (int i = 0; i < replacement.length(); ) {
      char c = replacement.charAt(i++);
      if (c != '\\' || i >= replacement.length()) {
        out.append(c);
        continue;
      }
      char next = replacement.charAt(i);
      if (next == 'g' && i + 1 < replacement.length() && replacement.charAt(i + 1) == '<') {
        int end = replacement.indexOf('>', i);
        if (end < 0) {
          throw new PythonException("a replacement's \\g<…> is not closed: " + replacement);
        }
        append(group(replacement.substring(i + 2, end)), match, out);
        i = end + 1;
      } else if (next >= '1' && next <= '9') {
        int end = i + 1;
        if (end < replacement.length() && Character.isDigit(replacement.charAt(end))) {
          end++;
        }
        append(group(replacement.substring(i, end)), match, out);
        i = end;
      } else {
        i = PythonLiteral.escape(replacement, i, out);
      }
    }
  }

  private static void append(int group, Match match, StringBuilder out) {
    String text = match.group(group);
    out.append(text == null ? "" : text);
  }

  private int group(String name) throws PythonException {
    Integer number = names.get(name);
    if (number == null && name.matches("[0-9]{1,3}")) {
      number = Integer.valueOf(name);
    }
    if (number == null || number > groups) {
      throw new PythonException("the expression has no group " + name + ": " + source);
    }
    return number;
  }

  private List<Match> matches(String text, int most) throws PythonException {
    if (!hints.mayMatch(text)) {
      return List.of();
    }
    List<Match> found = new ArrayList<>();
    var guarded = new GuardedText(text);
    Matcher free = pattern.matcher(guarded).useTransparentBounds(true).useAnchoringBounds(false);
    @Nullable Matcher forced = null;
    int from = 0;
    boolean empty = false;
    while (found.size() < most && from <= text.length()) {
      // After an empty match Python looks on from the same place for one that is not empty there.
      if (empty && forced == null) {
        forced = advancing.matcher(guarded).useTransparentBounds(true).useAnchoringBounds(false);
      }
      Matcher matcher = empty && forced != null ? forced : free;
      matcher.region(from, text.length());
      Match match = guarded(() -> matcher.find() ? made(matcher) : null);
      if (match == null) {
        break;
      }
      if (isInsideCharacter(text, match.start())) {
        from = match.start() + 1;
        empty = false;
        continue;
      }
      found.add(match);
      empty = match.start() == match.end();
      from = match.end();
    }
    return found;
  }

  private static boolean isInsideCharacter(String text, int at) {
    return at > 0
        && at < text.length()
        && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
  }

  private Match made(Matcher matcher) {
    List<@Nullable String> values = new ArrayList<>(groups + 1);
    for (int g = 0; g <= groups; g++) {
      values.add(matcher.group(g));
    }
    return new Match(matcher.start(), matcher.end(), values);
  }

  @FunctionalInterface
  private interface Step {
    @Nullable Match take();
  }

  private @Nullable Match guarded(Step step) throws PythonException {
    try {
      return step.take();
    } catch (GuardedText.Exhausted e) {
      throw new PythonException(
          "a regular expression looked at a text more than "
              + GuardedText.LOOKS
              + " times: "
              + source);
    } catch (StackOverflowError e) {
      throw new PythonException("a regular expression nests too deeply for a text: " + source);
    }
  }

  @Override
  public String toString() {
    return source;
  }
}
