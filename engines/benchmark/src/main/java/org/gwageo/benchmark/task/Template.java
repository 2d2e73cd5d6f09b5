package org.gwageo.benchmark.task;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text with places for fields, written <code>{{field}}</code>.
 *
 * <p>What a field holds is put in as it is and never read as a template itself.
 */
final class Template {

  private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*\\}\\}");

  private final String source;
  private final List<Part> parts;

  private Template(String source, List<Part> parts) {
    this.source = source;
    this.parts = parts;
  }

  private sealed interface Part {
    record Text(String text) implements Part {}

    record Place(String field) implements Part {}
  }

  /** Looks up what stands in a place. */
  @FunctionalInterface
  interface Values {
    String of(String field) throws TaskException;
  }

  /**
   * Compiles {@code source}.
   *
   * @throws IllegalArgumentException if braces do not pair up or a place names no field
   */
  static Template of(String source) {
    List<Part> parts = new ArrayList<>();
    Matcher matcher = PLACE.matcher(source);
    int end = 0;
    while (matcher.find()) {
      text(source.substring(end, matcher.start()), parts);
      if (matcher.group(1).isEmpty()) {
        throw new IllegalArgumentException("a place in a template names a field: " + source);
      }
      parts.add(new Part.Place(matcher.group(1)));
      end = matcher.end();
    }
    text(source.substring(end), parts);
    return new Template(source, List.copyOf(parts));
  }

  private static void text(String text, List<Part> parts) {
    if (text.contains("{{") || text.contains("}}")) {
      throw new IllegalArgumentException("a place in a template is written {{field}}: " + text);
    }
    if (!text.isEmpty()) {
      parts.add(new Part.Text(text));
    }
  }

  String render(Values values) throws TaskException {
    var out = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Part.Text(String text) -> out.append(text);
        case Part.Place(String field) -> out.append(values.of(field));
      }
    }
    return out.toString();
  }

  String source() {
    return source;
  }
}
