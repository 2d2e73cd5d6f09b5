package org.gwageo.verdict.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A list.
 *
 * @param values the elements, in order
 */
public record Sequence(List<Value> values, int line, int column, String path) implements Value {

  /** Copies {@code values}. */
  public Sequence {
    values = List.copyOf(values);
  }

  @Override
  public Object tree() {
    return values.stream().map(Value::tree).toList();
  }

  /** Returns the elements that are mappings, a problem recorded for every other one. */
  public List<Section> sections(Problems problems) {
    List<Section> sections = new ArrayList<>();
    for (Value value : values) {
      Section section = value.section(problems);
      if (section != null) {
        sections.add(section);
      }
    }
    return sections;
  }

  /** Returns the elements' texts, a problem recorded for every text that stands twice. */
  public List<String> distinctTexts(Problems problems) {
    Map<String, Value> seen = new LinkedHashMap<>();
    for (Value value : values) {
      String text = value.text(problems);
      if (seen.putIfAbsent(text, value) != null) {
        problems.add(value, value.name() + " repeats \"" + text + "\"");
      }
    }
    return List.copyOf(seen.keySet());
  }
}
