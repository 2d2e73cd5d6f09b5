package org.gwageo.cli.terminal;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Rows of cells under headings, aligned in a terminal with Latin and Korean text alike. */
public final class Table {

  /** How the cells of a column line up. */
  public enum Side {
    /** Texts. */
    LEFT,
    /** Numbers. */
    RIGHT
  }

  private record Column(String heading, Side side) {}

  private static final String GAP = "  ";

  private final List<Column> columns = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  /** Starts a table without columns and rows. */
  public Table() {}

  /** Adds a column of texts and returns this table. */
  public Table text(String heading) {
    columns.add(new Column(heading, Side.LEFT));
    return this;
  }

  /** Adds a column of numbers and returns this table. */
  public Table number(String heading) {
    columns.add(new Column(heading, Side.RIGHT));
    return this;
  }

  /**
   * Adds a row.
   *
   * @throws IllegalArgumentException if the row has not one cell for each column
   */
  public void row(List<String> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(
          "a row of this table has " + columns.size() + " cells, not " + cells.size());
    }
    rows.add(cells.stream().map(Table::onOneLine).toList());
  }

  /** Prints the headings and the rows. */
  public void print(PrintStream out) {
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = DisplayWidth.of(columns.get(i).heading());
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], DisplayWidth.of(row.get(i)));
      }
    }
    out.println(line(columns.stream().map(Column::heading).toList(), widths));
    rows.forEach(row -> out.println(line(row, widths)));
  }

  private String line(List<String> cells, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.get(i);
      String padding = " ".repeat(widths[i] - DisplayWidth.of(cell));
      line.append(i == 0 ? "" : GAP);
      line.append(
          switch (columns.get(i).side()) {
            case LEFT -> cell + padding;
            case RIGHT -> padding + cell;
          });
    }
    return line.toString().stripTrailing();
  }

  /** Control characters in data must not move the cursor of somebody's terminal. */
  private static String onOneLine(String cell) {
    return cell.replaceAll("\\p{Cntrl}+", " ");
  }
}
