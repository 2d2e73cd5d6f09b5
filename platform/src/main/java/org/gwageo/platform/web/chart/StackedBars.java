package org.gwageo.platform.web.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.DataTable;
import org.jspecify.annotations.Nullable;

/**
 * One horizontal bar per row, made of parts that add up: the points of each team by block.
 *
 * <p>The axis starts at zero and ends at {@code maximum}. A part carries its number where it is
 * wide enough; the table has all numbers.
 *
 * @param id unique on the page, of letters, digits and hyphens
 * @param title what the chart shows
 * @param description what a reader without the picture should know
 * @param rowHeading what a row is, for the table
 * @param totalHeading what the sum is called
 * @param maximum the end of the axis, positive
 * @param parts names of the parts, at most five
 * @param bars the rows, from the top
 */
public record StackedBars(
    String id,
    String title,
    String description,
    String rowHeading,
    String totalHeading,
    BigDecimal maximum,
    List<String> parts,
    List<Bar> bars) {

  private static final int WIDE = 720;
  private static final int NARROW = 320;
  private static final int MOST_PARTS = 5;
  private static final double TEXT = 15;
  private static final double LINE = 21;
  private static final double BAR = 28;
  private static final double GAP = 16;
  private static final double SWATCH = 14;
  private static final double INSET = 7;

  /**
   * One row.
   *
   * @param label the row's name
   * @param values one number per part, none negative; null where there is none
   * @param total the sum as it is to be shown
   */
  public record Bar(String label, List<? extends @Nullable BigDecimal> values, String total) {

    /** Copies {@code values}. */
    public Bar {
      values = new ArrayList<@Nullable BigDecimal>(values);
    }
  }

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if there are no or too many parts, if a bar has another number
   *     of values than there are parts, or if {@code maximum} is not positive
   */
  public StackedBars {
    parts = List.copyOf(parts);
    bars = List.copyOf(bars);
    if (parts.isEmpty() || parts.size() > MOST_PARTS) {
      throw new IllegalArgumentException(
          "chart %s has %d parts; 1 to %d can be told apart"
              .formatted(id, parts.size(), MOST_PARTS));
    }
    if (maximum.signum() <= 0) {
      throw new IllegalArgumentException("chart %s ends at %s".formatted(id, maximum));
    }
    for (Bar bar : bars) {
      if (bar.values().size() != parts.size()) {
        throw new IllegalArgumentException(
            "bar %s of chart %s has %d values for %d parts"
                .formatted(bar.label(), id, bar.values().size(), parts.size()));
      }
    }
  }

  /** Returns the chart with its table. */
  public Chart draw() {
    return new Chart(title, draw(WIDE, "wide"), draw(NARROW, "narrow"), table());
  }

  private String draw(int width, String variant) {
    Svg svg = new Svg("bars", id + "-" + variant, title, description, width);
    double y = legend(svg, width);
    for (Bar bar : bars) {
      double room = width - Type.width(bar.total(), TEXT) * 1.1 - GAP;
      List<String> label = Type.lines(bar.label(), TEXT, room);
      for (String line : label) {
        y += LINE;
        svg.text("gw-label", 0, y - INSET + 1, line);
      }
      svg.text("gw-value gw-end", width, y - INSET + 1, bar.total());
      svg.rect("gw-track", 0, y, width, BAR);
      segments(svg, bar, width, y);
      y += BAR + GAP;
    }
    return svg.finish(y - GAP + 2);
  }

  private double legend(Svg svg, int width) {
    double x = 0;
    double y = LINE;
    for (int part = 0; part < parts.size(); part++) {
      double entry = SWATCH + INSET + Type.width(parts.get(part), TEXT) + GAP;
      if (x > 0 && x + entry - GAP > width) {
        x = 0;
        y += LINE;
      }
      svg.rect("gw-series-" + (part + 1), x, y - SWATCH - 3, SWATCH, SWATCH);
      svg.text("gw-label", x + SWATCH + INSET, y - INSET + 2, parts.get(part));
      x += entry;
    }
    return y + GAP;
  }

  private void segments(Svg svg, Bar bar, int width, double y) {
    double from = 0;
    for (int part = 0; part < parts.size(); part++) {
      BigDecimal value = bar.values().get(part);
      if (value == null || value.signum() <= 0) {
        continue;
      }
      double length = value.doubleValue() / maximum.doubleValue() * width;
      svg.rect("gw-series-" + (part + 1), from, y, length, BAR);
      String number = value.toPlainString();
      double needed = Type.width(number, TEXT) + 2 * INSET;
      if (needed <= length) {
        svg.text("gw-number gw-on-series-" + (part + 1), from + INSET, y + BAR / 2 + 5, number);
      }
      from += length;
    }
  }

  private DataTable table() {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.words(rowHeading));
    parts.forEach(part -> columns.add(Column.numbers(part)));
    columns.add(Column.numbers(totalHeading));
    List<List<String>> rows = new ArrayList<>();
    for (Bar bar : bars) {
      List<String> row = new ArrayList<>();
      row.add(bar.label());
      for (BigDecimal value : bar.values()) {
        row.add(value == null ? "–" : value.toPlainString());
      }
      row.add(bar.total());
      rows.add(row);
    }
    return new DataTable(title, columns, rows);
  }
}
