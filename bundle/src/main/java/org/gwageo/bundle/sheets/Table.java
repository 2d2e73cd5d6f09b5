package org.gwageo.bundle.sheets;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** CSV with a fixed header whose first columns are the key of a row. */
final class Table {

  private static final int LONGEST_CELL = 4_000;

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator("\n").setIgnoreEmptyLines(true).get();

  private Table() {}

  /** Reads the rows; no two may share the first {@code keyColumns} cells. */
  static List<Row> read(String csv, List<String> header, int keyColumns) throws SheetException {
    // Spreadsheets put a byte order mark in front of UTF-8.
    String text = csv.startsWith("\ufeff") ? csv.substring(1) : csv;
    var rows = new ArrayList<Row>();
    var lines = new HashMap<List<String>, Long>();
    try (var parser = CSVParser.parse(new StringReader(text), FORMAT)) {
      boolean first = true;
      for (CSVRecord cells : parser) {
        long line = parser.getCurrentLineNumber();
        if (first) {
          requireHeader(cells, header);
          first = false;
          continue;
        }
        if (cells.size() != header.size()) {
          throw new SheetException(
              "line %d has %d cells, the header has %d"
                  .formatted(line, cells.size(), header.size()));
        }
        var row = new Row(line, header, cells.toList());
        Long earlier = lines.put(cells.toList().subList(0, keyColumns), line);
        if (earlier != null) {
          throw new SheetException(
              "line %d says the same as line %d for %s"
                  .formatted(line, earlier, String.join(", ", row.cells.subList(0, keyColumns))));
        }
        rows.add(row);
      }
      if (first) {
        throw new SheetException("the first line must be " + String.join(",", header));
      }
    } catch (UncheckedIOException | IOException e) {
      throw new SheetException("not a CSV file: " + e.getMessage());
    }
    return rows;
  }

  static String write(List<String> header, List<List<String>> rows) {
    var out = new StringBuilder();
    try (var printer = FORMAT.print(out)) {
      printer.printRecord(header);
      for (var row : rows) {
        printer.printRecord(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a string builder does not fail", e);
    }
    return out.toString();
  }

  private static void requireHeader(CSVRecord cells, List<String> header) throws SheetException {
    if (!cells.toList().equals(header)) {
      throw new SheetException(
          "the first line must be %s, not %s"
              .formatted(String.join(",", header), String.join(",", cells.toList())));
    }
  }

  /** One row, its cells by column. */
  static final class Row {

    private final long line;
    private final Map<String, String> byColumn = new HashMap<>();
    private final List<String> cells;

    private Row(long line, List<String> header, List<String> cells) throws SheetException {
      this.line = line;
      this.cells = cells;
      for (int i = 0; i < header.size(); i++) {
        String cell = cells.get(i).strip();
        if (cell.length() > LONGEST_CELL) {
          throw new SheetException(
              "line %d, %s: %d characters, at most %d are allowed"
                  .formatted(line, header.get(i), cell.length(), LONGEST_CELL));
        }
        byColumn.put(header.get(i), cell);
      }
    }

    String text(String column) {
      return byColumn.getOrDefault(column, "");
    }

    String word(String column) throws SheetException {
      String cell = text(column);
      if (cell.isEmpty()) {
        throw new SheetException("line %d has no %s".formatted(line, column));
      }
      return cell;
    }

    BigDecimal decimal(String column) throws SheetException {
      String cell = word(column);
      if (!cell.matches("-?\\d{1,12}(\\.\\d{1,12})?")) {
        throw new SheetException("line %d, %s: not a number: %s".formatted(line, column, cell));
      }
      return new BigDecimal(cell);
    }

    int number(String column, int least, int most) throws SheetException {
      var value = decimal(column);
      if (value.stripTrailingZeros().scale() > 0
          || value.compareTo(BigDecimal.valueOf(least)) < 0
          || value.compareTo(BigDecimal.valueOf(most)) > 0) {
        throw new SheetException(
            "line %d, %s: a whole number from %d to %d, not %s"
                .formatted(line, column, least, most, value.toPlainString()));
      }
      return value.intValueExact();
    }

    @Nullable Integer numberOrNone(String column) throws SheetException {
      return text(column).isEmpty() ? null : number(column, 0, 1_000_000);
    }
  }
}
