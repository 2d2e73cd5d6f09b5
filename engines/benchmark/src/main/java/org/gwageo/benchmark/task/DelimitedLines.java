package org.gwageo.benchmark.task;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Items as rows of a table with a header, fields quoted as in RFC 4180.
 *
 * <p>In tab-separated files quotes work in the same way. Every value is a string; a row with fewer
 * or more fields than the header is refused.
 */
final class DelimitedLines implements ItemReader {

  private final String file;
  private final BufferedReader in;
  private final char delimiter;
  private final List<String> header;
  private int line = 1;
  private int ordinal;

  DelimitedLines(String file, BufferedReader in, char delimiter) throws IOException, TaskException {
    this.file = file;
    this.in = in;
    this.delimiter = delimiter;
    List<String> first = row();
    if (first == null) {
      throw new TaskException(file, 1, "a table starts with a header, but the file is empty");
    }
    if (first.stream().distinct().count() < first.size()) {
      throw new TaskException(file, 1, "the header names a column twice: " + first);
    }
    this.header = first;
  }

  @Override
  public @Nullable Item next() throws IOException, TaskException {
    int start = line;
    List<String> row = row();
    while (row != null && row.size() == 1 && row.getFirst().isBlank()) {
      start = line;
      row = row();
    }
    if (row == null) {
      return null;
    }
    if (row.size() != header.size()) {
      throw new TaskException(
          file, start, "the row has " + row.size() + " fields, the header " + header.size());
    }
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < row.size(); i++) {
      fields.put(header.get(i), row.get(i));
    }
    return Items.item(file, start, ordinal++, fields);
  }

  private @Nullable List<String> row() throws IOException, TaskException {
    List<String> fields = new ArrayList<>();
    var field = new StringBuilder();
    int start = line;
    boolean quoted = false;
    boolean closed = false;
    int c = in.read();
    if (c < 0) {
      return null;
    }
    while (c >= 0) {
      if (c == '\n') {
        line++;
      }
      if (quoted) {
        if (c != '"') {
          field.append((char) c);
        } else {
          quoted = false;
          closed = true;
        }
      } else if (c == '"' && closed) {
        field.append('"');
        quoted = true;
        closed = false;
      } else if (c == '"' && field.isEmpty()) {
        quoted = true;
      } else if (c == delimiter) {
        fields.add(field.toString());
        field.setLength(0);
        closed = false;
      } else if (c == '\n') {
        break;
      } else if (c != '\r') {
        field.append((char) c);
        closed = false;
      }
      c = in.read();
    }
    if (quoted) {
      throw new TaskException(file, start, "a quoted field is not closed");
    }
    fields.add(field.toString());
    return List.copyOf(fields);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
