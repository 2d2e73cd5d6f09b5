package org.gwageo.benchmark.answer;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Finds a group of a regular expression.
 *
 * <p>Character classes, case folding and line ends follow Python's {@code re} for strings: {@code
 * \w}, {@code \d} and {@code \b} are Unicode-wide and only {@code \n} ends a line.
 *
 * @param regex the expression
 * @param group the number of the group that is the answer, 0 for the whole match
 * @param last whether the last match counts instead of the first
 * @param pattern the compiled expression
 */
public record RegexExtractor(String regex, int group, boolean last, Pattern pattern)
    implements Extractor {

  /**
   * Compiles {@code regex}.
   *
   * @throws IllegalArgumentException if it is no regular expression or has no such group
   */
  public static RegexExtractor of(String regex, int group, boolean last) {
    Pattern pattern;
    try {
      pattern =
          Pattern.compile(
              regex, Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNICODE_CASE | Pattern.UNIX_LINES);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "not a regular expression: " + regex + " (" + e.getDescription() + ")", e);
    }
    int groups = pattern.matcher("").groupCount();
    if (group < 0 || group > groups) {
      throw new IllegalArgumentException(
          "the regular expression has groups 0 to " + groups + ", not " + group + ": " + regex);
    }
    return new RegexExtractor(regex, group, last, pattern);
  }

  @Override
  public Optional<String> extract(String text) {
    Matcher matcher = pattern.matcher(Budgeted.of(text));
    Optional<String> found = Optional.empty();
    while (matcher.find()) {
      String answer = matcher.group(group);
      if (answer != null && !answer.isBlank()) {
        found = Optional.of(ReplyText.strip(answer));
        if (!last) {
          break;
        }
      }
    }
    return found;
  }

  @Override
  public Object toTree() {
    return Map.of("regex", regex, "group", group, "take", last ? "last" : "first");
  }
}
