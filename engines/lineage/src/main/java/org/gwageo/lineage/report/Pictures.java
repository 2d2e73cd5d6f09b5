package org.gwageo.lineage.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gwageo.lineage.report.Drawing.Anchor;
import org.gwageo.lineage.report.Drawing.Box;
import org.gwageo.lineage.report.Drawing.Label;
import org.gwageo.lineage.report.Drawing.Line;
import org.gwageo.lineage.report.Drawing.Point;
import org.gwageo.lineage.report.Drawing.Polygon;
import org.gwageo.lineage.report.Drawing.Shape;
import org.gwageo.lineage.report.PairReading.Match;

/** The drawings of a report. */
final class Pictures {

  static final String INK = "#1B1F27";
  static final String QUIET = "#4A5160";
  private static final String RULE = "#C7CDD8";
  private static final String BAND = "#D9DEE7";
  private static final String THIS = "#0B2E59";
  private static final String KNOWN = "#B3470F";
  private static final double WIDTH = 510;
  private static final double LEFT = 130;
  private static final double ROW = 17;
  private static final int[] TICKS = {
    -100, -30, -10, -3, 0, 3, 10, 30, 100, 300, 1000, 3000, 10_000
  };

  private Pictures() {}

  /** What a line of the strip shows; NaN where there is nothing. */
  record Strip(
      String label,
      double z,
      double low,
      double high,
      double largest,
      List<Double> others,
      double known) {}

  /** The names of the marks of {@link #strips}. */
  record Marks(String pair, String controls, String largest, String others, String known) {}

  /** Where each statistic of a pair stands, on an axis of sign(z) log10(1 + |z|). */
  static Drawing strips(List<Strip> strips, Marks marks) {
    double low = -3;
    double high = 12;
    boolean others = false;
    boolean known = false;
    for (Strip strip : strips) {
      low = lower(low, strip.z(), strip.low(), strip.known());
      high = -lower(-high, -strip.z(), -strip.high(), -strip.known(), -strip.largest());
      for (double other : strip.others()) {
        low = Math.min(low, other);
        high = Math.max(high, other);
      }
      others |= !strip.others().isEmpty();
      known |= !Double.isNaN(strip.known());
    }
    var axis = new Axis(low, high);
    var shapes = new ArrayList<Shape>();
    double bottom = 22 + strips.size() * ROW;
    scale(shapes, axis, bottom);
    for (int i = 0; i < strips.size(); i++) {
      strip(shapes, axis, strips.get(i), 22 + i * ROW + ROW / 2);
    }
    key(shapes, bottom + 30, marks, others, known);
    return new Drawing(WIDTH, bottom + (known ? 57 : 42), shapes);
  }

  private static double lower(double start, double... values) {
    double low = start;
    for (double value : values) {
      low = Double.isNaN(value) ? low : Math.min(low, value);
    }
    return low;
  }

  /** The signed logarithmic axis. */
  private record Axis(double low, double high) {

    double x(double z) {
      double from = log(low);
      return LEFT + (log(z) - from) / (log(high) - from) * (WIDTH - LEFT - 12);
    }

    private static double log(double z) {
      return Math.signum(z) * Math.log10(1 + Math.abs(z));
    }
  }

  private static void scale(List<Shape> shapes, Axis axis, double bottom) {
    for (int tick : TICKS) {
      if (tick < axis.low() || tick > axis.high()) {
        continue;
      }
      double x = axis.x(tick);
      shapes.add(
          new Line(x, 18, x, bottom, tick == 10 ? KNOWN : RULE, tick == 0 ? 1.2 : 0.6, tick == 10));
      String text = String.format(Locale.ROOT, "%,d", tick).replace('-', '−');
      shapes.add(new Label(x, 12, text, 8, Anchor.MIDDLE, QUIET, false));
    }
    shapes.add(new Label(LEFT - 8, 12, "z", 8, Anchor.END, QUIET, false));
  }

  private static void strip(List<Shape> shapes, Axis axis, Strip strip, double y) {
    shapes.add(new Label(0, y + 3, strip.label(), 8.5, Anchor.START, INK, false));
    shapes.add(new Line(LEFT, y, WIDTH - 12, y, RULE, 0.4, false));
    if (!Double.isNaN(strip.low())) {
      double from = axis.x(strip.low());
      shapes.add(new Box(from, y - 5, Math.max(2, axis.x(strip.high()) - from), 10, BAND, QUIET));
    }
    if (!Double.isNaN(strip.largest())) {
      double x = axis.x(strip.largest());
      shapes.add(new Line(x, y - 6, x, y + 6, QUIET, 1.6, false));
    }
    for (double other : strip.others()) {
      shapes.add(square(axis.x(other), y, 2.2, "#FFFFFF", QUIET));
    }
    if (!Double.isNaN(strip.known())) {
      shapes.add(triangle(axis.x(strip.known()), y, KNOWN));
    }
    shapes.add(diamond(axis.x(strip.z()), y, THIS));
  }

  private static void key(
      List<Shape> shapes, double y, Marks marks, boolean others, boolean known) {
    double x = 4;
    shapes.add(diamond(x, y, THIS));
    x = named(shapes, x + 8, y, marks.pair());
    shapes.add(new Box(x - 4, y - 4, 12, 8, BAND, QUIET));
    x = named(shapes, x + 12, y, marks.controls());
    shapes.add(new Line(x, y - 5, x, y + 5, QUIET, 1.6, false));
    x = named(shapes, x + 5, y, marks.largest());
    if (others) {
      shapes.add(square(x, y, 2.2, "#FFFFFF", QUIET));
      named(shapes, x + 6, y, marks.others());
    }
    if (known) {
      shapes.add(triangle(4, y + 15, KNOWN));
      named(shapes, 12, y + 15, marks.known());
    }
  }

  private static double named(List<Shape> shapes, double x, double y, String text) {
    shapes.add(new Label(x, y + 3, text, 8, Anchor.START, INK, false));
    double width = text.codePoints().mapToDouble(c -> c >= 0x1100 ? 7.6 : 4.4).sum();
    return x + width + 16;
  }

  private static Polygon diamond(double x, double y, String fill) {
    return new Polygon(
        List.of(new Point(x, y - 5), new Point(x + 5, y), new Point(x, y + 5), new Point(x - 5, y)),
        fill,
        "#FFFFFF");
  }

  private static Polygon triangle(double x, double y, String fill) {
    return new Polygon(
        List.of(new Point(x, y - 5), new Point(x + 5, y + 4), new Point(x - 5, y + 4)),
        fill,
        "#FFFFFF");
  }

  private static Polygon square(double x, double y, double half, String fill, String stroke) {
    return new Polygon(
        List.of(
            new Point(x - half, y - half),
            new Point(x + half, y - half),
            new Point(x + half, y + half),
            new Point(x - half, y + half)),
        fill,
        stroke);
  }

  /** A matrix of layers: subject downwards, reference to the right. */
  static Drawing layerMap(List<Match> map, String subject, String reference) {
    int rows = 1 + map.stream().mapToInt(Match::subject).max().orElse(0);
    int columns = 1 + map.stream().mapToInt(Match::reference).max().orElse(0);
    double cell = Math.clamp(300.0 / Math.max(rows, columns), 0.5, 20);
    double left = 46;
    double top = 34;
    var shapes = new ArrayList<Shape>();
    shapes.add(new Box(left, top, columns * cell, rows * cell, "#FFFFFF", QUIET));
    int step = step(Math.max(rows, columns));
    for (int row = 0; row < rows; row += step) {
      double y = top + row * cell;
      shapes.add(new Line(left, y, left + columns * cell, y, RULE, 0.4, false));
      shapes.add(new Label(left - 4, y + cell / 2 + 3, "" + row, 8, Anchor.END, QUIET, false));
    }
    for (int column = 0; column < columns; column += step) {
      double x = left + column * cell;
      shapes.add(new Line(x, top, x, top + rows * cell, RULE, 0.4, false));
      shapes.add(new Label(x + cell / 2, top - 4, "" + column, 8, Anchor.MIDDLE, QUIET, false));
    }
    for (Match match : map) {
      Heat heat = Heat.of(match.z());
      shapes.add(
          new Box(
              left + match.reference() * cell,
              top + match.subject() * cell,
              cell,
              cell,
              heat.fill(),
              cell >= 6 ? QUIET : null));
    }
    shapes.add(new Label(left, 10, reference, 8.5, Anchor.START, INK, true));
    shapes.add(new Label(0, 24, subject, 8.5, Anchor.START, INK, true));
    double width = Math.max(left + columns * cell + 6, 220);
    return new Drawing(width, top + rows * cell + 6, shapes);
  }

  private static int step(int layers) {
    int step = 1;
    while (layers / step > 16) {
      step *= step == 2 || step == 20 ? 5 : 2;
    }
    return step;
  }
}
