package org.gwageo.benchmark.task;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One item of a task.
 *
 * @param file the name of the file it comes from
 * @param line the line on which it starts, from 1
 * @param ordinal its position among the items, from 0
 * @param id its id, unique within the task; its position from 1 where the file gives no id
 * @param fields its fields by name: strings, numbers, booleans, lists and maps
 */
public record Item(
    String file, int line, int ordinal, String id, Map<String, @Nullable Object> fields) {

  /**
   * Returns a field as text: strings as they are, numbers in plain decimal form.
   *
   * @throws TaskException if the field is missing, null, a list or a map
   */
  public String text(String field) throws TaskException {
    return textOf(field, value(field));
  }

  /**
   * Returns a list field as texts; a field that is no list is a list of one.
   *
   * @throws TaskException if the field is missing or holds something that is no text
   */
  List<String> texts(String field) throws TaskException {
    Object value = value(field);
    if (!(value instanceof List<?> list)) {
      return List.of(textOf(field, value));
    }
    var texts = new ArrayList<String>(list.size());
    for (Object element : list) {
      texts.add(textOf(field, element));
    }
    return List.copyOf(texts);
  }

  TaskException wrong(String reason) {
    return new TaskException(file, line, "item " + id + " " + reason);
  }

  private Object value(String field) throws TaskException {
    Object value = fields.get(field);
    if (value == null) {
      throw wrong(
          fields.containsKey(field)
              ? "has null in its field \"" + field + "\""
              : "has no field \"" + field + "\" but " + fields.keySet());
    }
    return value;
  }

  private String textOf(String field, @Nullable Object value) throws TaskException {
    return switch (value) {
      case String text -> text;
      case BigDecimal number -> number.toPlainString();
      case Number number -> number.toString();
      case Boolean truth -> truth.toString();
      case null, default ->
          throw wrong("has something in its field \"" + field + "\" that is no text");
    };
  }
}
