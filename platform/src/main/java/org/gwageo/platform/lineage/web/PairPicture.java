package org.gwageo.platform.lineage.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.chart.Chart;

/**
 * The elements of two vectors as points, the one's to the right and the other's upwards, with the
 * diagonal from the origin. A cosine looks from the origin, a correlation from the middle of the
 * cloud.
 *
 * @param id what the ids of the drawing begin with
 * @param title what it shows
 * @param description what a reader without the picture should know
 * @param firstHeading what the elements of the one are, for the table
 * @param secondHeading what those of the other are
 * @param first the elements of the one
 * @param second as many of the other
 */
record PairPicture(
    String id,
    String title,
    String description,
    String firstHeading,
    String secondHeading,
    List<Double> first,
    List<Double> second) {

  private static final int SIDE = 320;
  private static final int POINTS = 64;

  PairPicture {
    first = List.copyOf(first.subList(0, Math.min(POINTS, first.size())));
    second = List.copyOf(second.subList(0, Math.min(POINTS, second.size())));
  }

  Chart draw() {
    return new Chart(title, draw("wide"), draw("narrow"), table());
  }

  private String draw(String variant) {
    double most = 2;
    double least = 0;
    for (double value : all()) {
      most = Math.max(most, value);
      least = Math.min(least, value);
    }
    var body = new StringBuilder();
    double zero = place(0, least, most);
    line(body, "gw-base", 0, SIDE - zero, SIDE, SIDE - zero);
    line(body, "gw-base", zero, 0, zero, SIDE);
    line(body, "gw-cut", zero, SIDE - zero, SIDE, 0);
    for (int i = 0; i < Math.min(first.size(), second.size()); i++) {
      body.append("<circle class=\"gw-dot\" cx=\"")
          .append(at(place(first.get(i), least, most)))
          .append("\" cy=\"")
          .append(at(SIDE - place(second.get(i), least, most)))
          .append("\" r=\"4\"/>\n");
    }
    body.append(
        "<text class=\"gw-axis\" x=\"%s\" y=\"%s\">%s →</text>\n"
            .formatted(at(zero + 4), at(SIDE + 18.0), escaped(firstHeading)));
    body.append(
        "<text class=\"gw-axis\" x=\"%s\" y=\"-8\">↑ %s</text>\n"
            .formatted(at(zero - 4), escaped(secondHeading)));
    String named = id + "-" + variant;
    return """
    <svg class="gw-pair" role="img" aria-labelledby="%1$s-title %1$s-description" \
    viewBox="0 -24 %2$d %3$d" width="%2$d" height="%3$d" xmlns="http://www.w3.org/2000/svg">
    <title id="%1$s-title">%4$s</title>
    <desc id="%1$s-description">%5$s</desc>
    %6$s</svg>
    """
        .formatted(named, SIDE, SIDE + 50, escaped(title), escaped(description), body);
  }

  private List<Double> all() {
    var all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private static double place(double value, double least, double most) {
    return 8 + (value - least) / (most - least) * (SIDE - 16);
  }

  private static void line(
      StringBuilder body, String style, double x1, double y1, double x2, double y2) {
    body.append("<line class=\"")
        .append(style)
        .append("\" x1=\"")
        .append(at(x1))
        .append("\" y1=\"")
        .append(at(y1))
        .append("\" x2=\"")
        .append(at(x2))
        .append("\" y2=\"")
        .append(at(y2))
        .append("\"/>\n");
  }

  private static String at(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private DataTable table() {
    var rows = new ArrayList<List<String>>();
    for (int i = 0; i < Math.min(first.size(), second.size()); i++) {
      rows.add(List.of(String.valueOf(i + 1), three(first.get(i)), three(second.get(i))));
    }
    return new DataTable(
        title,
        List.of(Column.numbers("#"), Column.numbers(firstHeading), Column.numbers(secondHeading)),
        rows);
  }

  private static String three(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
