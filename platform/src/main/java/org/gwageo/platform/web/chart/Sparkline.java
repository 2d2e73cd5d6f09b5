package org.gwageo.platform.web.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.DataTable;

/**
 * A small line of one quantity over time, scaled from zero to its largest value.
 *
 * @param id unique on the page, of letters, digits and hyphens
 * @param title what the line shows
 * @param description what a reader without the picture should know
 * @param pointHeading what a point is, for the table
 * @param valueHeading what the quantity is
 * @param points the values in the order of time, none negative
 */
public record Sparkline(
    String id,
    String title,
    String description,
    String pointHeading,
    String valueHeading,
    List<Point> points) {

  private static final int WIDTH = 160;
  private static final int HEIGHT = 40;
  private static final double EDGE = 4;

  /**
   * One value.
   *
   * @param label when
   * @param value how much
   */
  public record Point(String label, BigDecimal value) {}

  /**
   * Copies {@code points}.
   *
   * @throws IllegalArgumentException if there is no point
   */
  public Sparkline {
    points = List.copyOf(points);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("line %s has no points".formatted(id));
    }
  }

  /** Returns the line, the same for both widths, with its table. */
  public Chart draw() {
    return new Chart(title, draw("wide"), draw("narrow"), table());
  }

  private String draw(String variant) {
    double most =
        points.stream().mapToDouble(point -> point.value().doubleValue()).max().orElseThrow();
    double step = points.size() == 1 ? 0 : (WIDTH - 2 * EDGE) / (points.size() - 1);
    StringBuilder path = new StringBuilder();
    double x = EDGE;
    double y = HEIGHT - EDGE;
    for (int i = 0; i < points.size(); i++) {
      double share = most == 0 ? 0 : points.get(i).value().doubleValue() / most;
      x = EDGE + i * step;
      y = HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE);
      path.append(i == 0 ? "M" : " L").append(Svg.at(x)).append(' ').append(Svg.at(y));
    }
    return new Svg("spark", id + "-" + variant, title, description, WIDTH)
        .line("gw-base", EDGE, HEIGHT - EDGE, WIDTH - EDGE, HEIGHT - EDGE)
        .path("gw-line", path.toString())
        .circle("gw-dot", x, y, EDGE)
        .finish(HEIGHT);
  }

  private DataTable table() {
    List<List<String>> rows = new ArrayList<>();
    for (Point point : points) {
      rows.add(List.of(point.label(), point.value().toPlainString()));
    }
    return new DataTable(
        title, List.of(Column.words(pointHeading), Column.numbers(valueHeading)), rows);
  }
}
