package org.gwageo.lineage.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A picture of simple shapes, y downwards.
 *
 * @param width its width in points
 * @param height its height in points
 * @param shapes what is drawn, back to front
 */
record Drawing(double width, double height, List<Shape> shapes) {

  /** Copies the shapes. */
  Drawing {
    shapes = List.copyOf(shapes);
  }

  /** One of the shapes; colours are written {@code #RRGGBB}. */
  sealed interface Shape {}

  /** A rectangle. */
  record Box(double x, double y, double width, double height, String fill, @Nullable String stroke)
      implements Shape {}

  /** A straight line. */
  record Line(
      double x1, double y1, double x2, double y2, String stroke, double width, boolean dashed)
      implements Shape {}

  /** A polygon. */
  record Polygon(List<Point> corners, String fill, String stroke) implements Shape {

    /** Copies the corners. */
    Polygon {
      corners = List.copyOf(corners);
    }
  }

  /** A corner of a polygon. */
  record Point(double x, double y) {}

  /** A line of text whose baseline is at y. */
  record Label(
      double x, double y, String text, double size, Anchor anchor, String fill, boolean bold)
      implements Shape {}

  /** Which point of a label is at its x. */
  enum Anchor {
    /** Its beginning. */
    START,
    /** Its middle. */
    MIDDLE,
    /** Its end. */
    END
  }
}
