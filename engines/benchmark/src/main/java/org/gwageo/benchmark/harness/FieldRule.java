package org.gwageo.benchmark.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gwageo.benchmark.harness.port.FunctionReference;
import org.gwageo.benchmark.python.PythonValue;
import org.jspecify.annotations.Nullable;

/** How a task makes a text, a target or choices of a document. */
sealed interface FieldRule {

  /** The same number for every document. */
  record Whole(long number) implements FieldRule {}

  /** A column's name or a template. */
  record Text(String text) implements FieldRule {}

  /** The same list for every document. */
  record Listed(List<String> list) implements FieldRule {}

  /** A function. */
  record Function(FunctionReference reference) implements FieldRule {}

  /** Returns the rule that a YAML value states; null if it states none. */
  static @Nullable FieldRule of(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Long number -> new Whole(number);
      case Boolean truth -> new Whole(truth ? 1 : 0);
      case FunctionReference reference -> new Function(reference);
      case List<?> list -> listed(list);
      case Map<?, ?> map -> listed(new ArrayList<@Nullable Object>(map.values()));
      default -> new Text(PythonValue.str(value));
    };
  }

  private static Listed listed(List<?> list) {
    List<String> texts = new ArrayList<>();
    for (Object element : list) {
      texts.add(PythonValue.str(element));
    }
    return new Listed(List.copyOf(texts));
  }
}
