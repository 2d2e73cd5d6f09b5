package org.gwageo.platform.web.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.DataTable;
import org.jspecify.annotations.Nullable;

/**
 * One estimate with its interval per row on a shared axis, and the line of the cut.
 *
 * @param id unique on the page, of letters, digits and hyphens
 * @param title what the chart shows
 * @param description what a reader without the picture should know
 * @param headings what a row, the estimate and the interval are called
 * @param axis the ends and the marks of the axis
 * @param rows the estimates, best at the top
 * @param cut the line that divides; null for none
 */
public record IntervalDots(
    String id,
    String title,
    String description,
    Headings headings,
    Axis axis,
    List<Dot> rows,
    @Nullable Cut cut) {

  private static final int WIDE = 720;
  private static final int NARROW = 320;
  private static final double TEXT = 15;
  private static final double BOLD = 1.1;
  private static final double LINE = 21;
  private static final double LANE = 34;
  private static final double RISE = 11;
  private static final double GAP = 10;
  private static final double EDGE = 8;
  private static final double RADIUS = 6;
  private static final double WHISKER = 6;

  /**
   * Column headings of the table.
   *
   * @param row what a row is
   * @param estimate what the dot is
   * @param interval what the bar is
   */
  public record Headings(String row, String estimate, String interval) {}

  /**
   * The shared axis.
   *
   * @param from its left end
   * @param to its right end, greater than {@code from}
   * @param marks where it carries a number, ascending
   */
  public record Axis(BigDecimal from, BigDecimal to, List<BigDecimal> marks) {

    /**
     * Copies {@code marks}.
     *
     * @throws IllegalArgumentException if the axis has no length
     */
    public Axis {
      marks = List.copyOf(marks);
      if (from.compareTo(to) >= 0) {
        throw new IllegalArgumentException("an axis runs from %s to %s".formatted(from, to));
      }
    }
  }

  /**
   * One row.
   *
   * @param label the row's name
   * @param estimate where the dot is
   * @param low the lower end of the interval, null where there is none
   * @param high the upper end of the interval, null where there is none
   */
  public record Dot(
      String label, BigDecimal estimate, @Nullable BigDecimal low, @Nullable BigDecimal high) {}

  /**
   * The line that divides.
   *
   * @param at where it is
   * @param label what it says
   */
  public record Cut(BigDecimal at, String label) {}

  /** Copies {@code rows}. */
  public IntervalDots {
    rows = List.copyOf(rows);
  }

  /** Returns the chart with its table. */
  public Chart draw() {
    return new Chart(title, draw(WIDE, "wide"), draw(NARROW, "narrow"), table());
  }

  private String draw(int width, String variant) {
    Svg svg = new Svg("dots", id + "-" + variant, title, description, width);
    double top = cut == null ? 0 : LINE + GAP / 2;
    double bottom = top;
    for (Dot row : rows) {
      bottom += label(row, width).size() * LINE + LANE;
    }
    for (BigDecimal mark : axis.marks()) {
      double x = x(mark, width);
      svg.line("gw-grid", x, top, x, bottom);
      svg.text("gw-axis" + alignment(x, width), x, bottom + LINE, mark.toPlainString());
    }
    svg.line("gw-base", 0, bottom, width, bottom);
    if (cut != null) {
      double x = x(cut.at(), width);
      svg.line("gw-cut", x, top - GAP / 2, x, bottom);
      svg.text("gw-cut-label" + alignment(x, width), x, LINE - EDGE, cut.label());
    }
    double y = top;
    for (Dot row : rows) {
      for (String line : label(row, width)) {
        y += LINE;
        svg.text("gw-label", 0, y - 5, line);
      }
      svg.text("gw-value gw-end", width, y - 5, value(row));
      lane(svg, row, width, y + RISE);
      y += LANE;
    }
    return svg.finish(bottom + LINE + EDGE);
  }

  /** Returns the row's name in lines that leave room for its value. */
  private static List<String> label(Dot row, int width) {
    double room = width - Type.width(value(row), TEXT) * BOLD - GAP;
    return Type.lines(row.label(), TEXT, room);
  }

  private void lane(Svg svg, Dot row, int width, double y) {
    if (row.low() != null && row.high() != null) {
      double low = x(row.low(), width);
      double high = x(row.high(), width);
      svg.line("gw-interval", low, y, high, y);
      svg.line("gw-interval", low, y - WHISKER, low, y + WHISKER);
      svg.line("gw-interval", high, y - WHISKER, high, y + WHISKER);
    }
    svg.circle("gw-dot", x(row.estimate(), width), y, RADIUS);
  }

  private double x(BigDecimal value, int width) {
    double from = axis.from().doubleValue();
    double share = (value.doubleValue() - from) / (axis.to().doubleValue() - from);
    return EDGE + Math.clamp(share, 0, 1) * (width - 2 * EDGE);
  }

  private static String alignment(double x, int width) {
    if (x < width * 0.15) {
      return "";
    }
    return x > width * 0.85 ? " gw-end" : " gw-middle";
  }

  private static String value(Dot row) {
    return row.low() == null || row.high() == null
        ? row.estimate().toPlainString()
        : row.estimate().toPlainString() + " (" + interval(row) + ")";
  }

  private static String interval(Dot row) {
    return row.low() == null || row.high() == null
        ? "–"
        : row.low().toPlainString() + " – " + row.high().toPlainString();
  }

  private DataTable table() {
    List<List<String>> cells = new ArrayList<>();
    for (Dot row : rows) {
      cells.add(List.of(row.label(), row.estimate().toPlainString(), interval(row)));
    }
    return new DataTable(
        title,
        List.of(
            Column.words(headings.row()),
            Column.numbers(headings.estimate()),
            Column.numbers(headings.interval())),
        cells);
  }
}
