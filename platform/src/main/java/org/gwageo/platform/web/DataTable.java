package org.gwageo.platform.web;

import java.util.List;

/**
 * A table of plain text whose first cell in each row names the row.
 *
 * @param caption what the table shows
 * @param columns the headings
 * @param rows cells in the order of {@code columns}
 */
public record DataTable(String caption, List<Column> columns, List<List<String>> rows) {

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if a row has more or fewer cells than there are columns
   */
  public DataTable {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "table %s has %d columns, a row has %d cells: %s"
                .formatted(caption, columns.size(), row.size(), row));
      }
    }
  }
}
