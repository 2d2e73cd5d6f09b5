package org.gwageo.benchmark.harness.port;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gwageo.benchmark.python.PythonException;
import org.gwageo.benchmark.python.PythonLiteral;
import org.jspecify.annotations.Nullable;

/**
 * Reads functions that only return a literal list of examples, whatever they are called: their
 * source says all that they do.
 */
final class LiteralSamples {

  private static final Pattern RETURNS =
      Pattern.compile("def \\w+\\(\\)(?:\\s*->[^:\\n]*)?:\\s*\\n\\s+return\\s+(?=\\[)");

  private LiteralSamples() {}

  /** Returns the examples; null if the function does anything else. */
  static Port.@Nullable OfSamples of(String source) {
    Matcher head = RETURNS.matcher(source);
    if (!head.lookingAt()) {
      return null;
    }
    List<Map<String, @Nullable Object>> samples = new ArrayList<>();
    try {
      if (!(PythonLiteral.read(source.substring(head.end())) instanceof List<?> list)) {
        return null;
      }
      for (Object element : list) {
        if (!(element instanceof Map<?, ?> map)) {
          return null;
        }
        Map<String, @Nullable Object> sample = new LinkedHashMap<>();
        map.forEach((key, value) -> sample.put(String.valueOf(key), value));
        samples.add(Collections.unmodifiableMap(sample));
      }
    } catch (PythonException e) {
      return null;
    }
    return () -> samples;
  }
}
