package org.gwageo.benchmark.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gwageo.benchmark.python.PythonException;
import org.gwageo.benchmark.python.PythonRegex;
import org.gwageo.benchmark.python.PythonText;
import org.gwageo.benchmark.python.PythonValue;
import org.gwageo.benchmark.task.TaskException;
import org.jspecify.annotations.Nullable;

/**
 * The metric {@code exact_match}: whether two texts are equal after expressions, case, ASCII
 * punctuation and digits are taken off, in this order and each only where the task asks for it.
 */
record ExactMatch(
    List<PythonRegex> ignored,
    boolean ignoreCase,
    boolean ignorePunctuation,
    boolean ignoreNumbers) {

  static ExactMatch of(String file, Map<String, @Nullable Object> arguments) throws TaskException {
    List<PythonRegex> ignored = new ArrayList<>();
    if (arguments.get("regexes_to_ignore") instanceof List<?> list) {
      for (Object regex : list) {
        try {
          ignored.add(PythonRegex.compile(PythonValue.str(regex)));
        } catch (PythonException e) {
          throw new TaskException(file, 0, String.valueOf(e.getMessage()));
        }
      }
    }
    return new ExactMatch(
        List.copyOf(ignored),
        PythonValue.truth(arguments.get("ignore_case")),
        PythonValue.truth(arguments.get("ignore_punctuation")),
        PythonValue.truth(arguments.get("ignore_numbers")));
  }

  boolean equal(String gold, String answer) {
    return bare(gold).equals(bare(answer));
  }

  /** Returns whether {@code answer} equals one of several right answers. */
  boolean equalsAny(List<String> gold, String answer) {
    String given = bare(answer);
    for (String one : gold) {
      if (bare(one).equals(given)) {
        return true;
      }
    }
    return false;
  }

  /** Returns what is compared; a text on which an expression's budget is used up stays as it is. */
  String bare(String text) {
    String rest = text;
    try {
      for (PythonRegex regex : ignored) {
        rest = regex.sub("", rest);
      }
    } catch (PythonException e) {
      return text;
    }
    rest = ignoreCase ? PythonText.lower(rest) : rest;
    rest = ignorePunctuation ? PythonText.withoutPunctuation(rest) : rest;
    return ignoreNumbers ? PythonText.withoutDigits(rest) : rest;
  }
}
