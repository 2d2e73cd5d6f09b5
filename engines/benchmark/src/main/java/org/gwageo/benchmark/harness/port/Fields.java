package org.gwageo.benchmark.harness.port;

import java.util.List;
import java.util.Map;
import org.gwageo.benchmark.python.PythonValue;
import org.jspecify.annotations.Nullable;

/** Reads fields of documents, refusing what is missing by name. */
final class Fields {

  private Fields() {}

  static @Nullable Object value(Map<String, @Nullable Object> document, String field)
      throws PortException {
    if (!document.containsKey(field)) {
      throw new PortException("a document has no field \"" + field + "\"");
    }
    return document.get(field);
  }

  static String text(Map<String, @Nullable Object> document, String field) throws PortException {
    if (value(document, field) instanceof String text) {
      return text;
    }
    throw new PortException(
        "the field \"" + field + "\" is a text, not " + PythonValue.type(document.get(field)));
  }

  static List<?> list(Map<String, @Nullable Object> document, String field) throws PortException {
    if (value(document, field) instanceof List<?> list) {
      return list;
    }
    throw new PortException(
        "the field \"" + field + "\" is a list, not " + PythonValue.type(document.get(field)));
  }

  /** Returns what an f-string writes for the field. */
  static String written(Map<String, @Nullable Object> document, String field) throws PortException {
    return PythonValue.str(value(document, field));
  }
}
