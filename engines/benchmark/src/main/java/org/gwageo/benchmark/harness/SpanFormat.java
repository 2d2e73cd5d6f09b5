package org.gwageo.benchmark.harness;

import java.util.ArrayList;
import java.util.List;
import org.gwageo.benchmark.python.PythonException;
import org.gwageo.benchmark.python.PythonRegex;
import org.gwageo.benchmark.python.PythonText;

/**
 * The filter {@code format_span}: named entities written as {@code label: value $ label: value}.
 */
final class SpanFormat {

  private static final List<List<String>> LABELS =
      List.of(
          List.of("person", "PER"),
          List.of("location", "LOC"),
          List.of("organization", "ORG"),
          List.of("counties", "LOC"),
          List.of("places", "LOC"),
          List.of("people", "PER"),
          List.of("persons", "PER"),
          List.of("company", "ORG"),
          List.of("country", "LOC"),
          List.of("continent", "LOC"),
          List.of("time", "DATE"),
          List.of("date", "DATE"),
          List.of("per", "PER"),
          List.of("loc", "LOC"),
          List.of("org", "ORG"));

  private SpanFormat() {}

  static String of(String reply) throws PythonException {
    String text = PythonText.lower(PythonText.lower(reply));
    for (List<String> label : LABELS) {
      text =
          PythonRegex.compile("\\b" + label.getFirst() + "\\s*:").sub(label.getLast() + ":", text);
    }
    text = PythonText.rstrip(text.replace("$$", "$"), "$");
    text = PythonText.strip(text.replace("\n", "$"));
    List<String> entities = new ArrayList<>();
    for (List<String> match :
        PythonRegex.compile("\\b(PER|LOC|ORG|DATE):\\s*([^$]+)").findAll(text)) {
      for (String value : PythonText.split(match.get(1), ",", -1)) {
        String entity = PythonText.strip(value);
        if (!PythonText.lower(entity).equals("none")) {
          entities.add(PythonText.lower(match.getFirst()) + ": " + entity);
        }
      }
    }
    return String.join(" $ ", entities);
  }
}
