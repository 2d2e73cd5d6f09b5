package org.gwageo.benchmark.harness;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gwageo.benchmark.harness.ReplyFilter.RegexFinder;
import org.gwageo.benchmark.harness.port.PortException;
import org.gwageo.benchmark.python.PythonException;
import org.gwageo.benchmark.python.PythonRegex;
import org.gwageo.benchmark.python.PythonText;
import org.gwageo.benchmark.python.PythonValue;
import org.jspecify.annotations.Nullable;

/**
 * The filter {@code multi_choice_regex}: its expression, else the text of one of the document's
 * {@code choices}, else a letter after a colon.
 */
record ChoiceRegex(
    RegexFinder finder, boolean ignoreCase, boolean ignorePunctuation, List<PythonRegex> ignored) {

  static ChoiceRegex of(Map<String, @Nullable Object> arguments, boolean lastMatch)
      throws PythonException {
    List<PythonRegex> ignored = new ArrayList<>();
    if (arguments.get("regexes_to_ignore") instanceof List<?> list) {
      for (Object regex : list) {
        ignored.add(PythonRegex.compile(PythonValue.str(regex)));
      }
    }
    return new ChoiceRegex(
        RegexFinder.of(arguments, lastMatch),
        PythonValue.truth(arguments.get("ignore_case")),
        PythonValue.truth(arguments.get("ignore_punctuation")),
        List.copyOf(ignored));
  }

  @Nullable Object find(@Nullable Object reply, Map<String, @Nullable Object> document)
      throws PythonException, PortException {
    if (!(document.get("choices") instanceof List<?> choices)) {
      throw new PortException(
          "the filter multi_choice_regex needs a list in the field \"choices\"");
    }
    String text = reply instanceof String given ? given : "";
    String match = finder.match(text);
    if (match != null && !match.isEmpty()) {
      return match;
    }
    Map<String, String> letters = new HashMap<>();
    List<String> texts = new ArrayList<>();
    List<String> bare = new ArrayList<>();
    for (Object choice : choices) {
      String letter = Character.toString('A' + texts.size());
      String plain = withoutIgnored(PythonText.strip(PythonValue.str(choice)));
      letters.put(plain, "(" + letter + ")");
      texts.add(PythonRegex.escape(plain));
      bare.add(letter);
    }
    texts.sort(Comparator.comparingInt(PythonText::length).reversed());
    String byText = selected(String.join("|", texts), withoutIgnored(text));
    if (byText != null && !byText.isEmpty()) {
      return letters.getOrDefault(byText, byText);
    }
    String byLetter = selected(":[\\s]*(" + String.join("|", bare) + ")", text);
    return byLetter == null || byLetter.isEmpty() ? finder.fallback() : "(" + byLetter + ")";
  }

  private @Nullable String selected(String pattern, String text) throws PythonException {
    return new RegexFinder(PythonRegex.compile(pattern), finder.select(), null).match(text);
  }

  private String withoutIgnored(String text) throws PythonException {
    String rest = text;
    for (PythonRegex regex : ignored) {
      rest = regex.sub("", rest);
    }
    rest = ignoreCase ? PythonText.lower(rest) : rest;
    return ignorePunctuation ? withoutPunctuation(rest) : rest;
  }

  private static String withoutPunctuation(String text) {
    return text.codePoints()
        .filter(
            c ->
                switch (Character.getType(c)) {
                  case Character.CONNECTOR_PUNCTUATION,
                      Character.DASH_PUNCTUATION,
                      Character.START_PUNCTUATION,
                      Character.END_PUNCTUATION,
                      Character.INITIAL_QUOTE_PUNCTUATION,
                      Character.FINAL_QUOTE_PUNCTUATION,
                      Character.OTHER_PUNCTUATION ->
                      false;
                  default -> true;
                })
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
