package org.gwageo.benchmark.harness;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns the rows of a data set's own repository into the documents that its hub's loader makes of
 * them.
 */
@FunctionalInterface
interface RowLayout {

  /** Rows are documents. */
  RowLayout PLAIN = (Map<String, @Nullable Object> fields) -> fields;

  Map<String, @Nullable Object> document(Map<String, @Nullable Object> fields);

  /** Returns the layout of a data set's rows by the columns of its first row. */
  static RowLayout of(@Nullable String dataset, Set<String> columns) {
    return "skt/kobest_v1".equals(dataset) ? kobest(columns) : PLAIN;
  }

  /** The five tables of the KoBEST repository: other names, labels counted from 0. */
  private static RowLayout kobest(Set<String> columns) {
    if (columns.containsAll(List.of("Text", "Question", "Answer"))) {
      return (Map<String, @Nullable Object> fields) ->
          row(
              fields,
              "paragraph",
              "Text",
              "question",
              "Question",
              "label",
              truth(fields, "Answer"));
    }
    if (columns.containsAll(List.of("sentence", "question", "1", "2", "Answer"))) {
      return (Map<String, @Nullable Object> fields) -> {
        Map<String, @Nullable Object> row =
            row(fields, "premise", "sentence", "question", "question", "label", null);
        row.put("alternative_1", fields.get("1"));
        row.put("alternative_2", fields.get("2"));
        row.put("label", number(fields.get("Answer"), -1));
        return row;
      };
    }
    if (columns.containsAll(List.of("Target", "SENTENCE1", "SENTENCE2", "ANSWER"))) {
      return (Map<String, @Nullable Object> fields) -> {
        Map<String, @Nullable Object> row =
            row(fields, "word", "Target", "context_1", "SENTENCE1", "label", null);
        row.put("context_2", fields.get("SENTENCE2"));
        row.put("label", truth(fields, "ANSWER"));
        return row;
      };
    }
    if (columns.containsAll(List.of("context", "choice1", "choice4", "label"))) {
      return (Map<String, @Nullable Object> fields) -> {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("context", fields.get("context"));
        for (int i = 1; i <= 4; i++) {
          row.put("ending_" + i, fields.get("choice" + i));
        }
        row.put("label", number(fields.get("label"), 0));
        return row;
      };
    }
    if (columns.containsAll(List.of("Text", "Label"))) {
      return (Map<String, @Nullable Object> fields) -> {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("sentence", fields.get("Text"));
        row.put("label", number(fields.get("Label"), 0));
        return row;
      };
    }
    return PLAIN;
  }

  private static Map<String, @Nullable Object> row(
      Map<String, @Nullable Object> fields,
      String first,
      String from,
      String second,
      String with,
      String third,
      @Nullable Object value) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put(first, fields.get(from));
    row.put(second, fields.get(with));
    row.put(third, value);
    return row;
  }

  private static long truth(Map<String, @Nullable Object> fields, String column) {
    return String.valueOf(fields.get(column)).strip().equalsIgnoreCase("false") ? 0 : 1;
  }

  private static @Nullable Object number(@Nullable Object value, int added) {
    String text = String.valueOf(value).strip();
    return text.matches("-?[0-9]{1,9}") ? (Object) (Long.parseLong(text) + added) : value;
  }
}
