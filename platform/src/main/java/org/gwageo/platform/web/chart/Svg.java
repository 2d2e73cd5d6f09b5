package org.gwageo.platform.web.chart;

/** Writes SVG elements with class names, coordinates to a hundredth, and escaped text. */
final class Svg {

  private final StringBuilder body = new StringBuilder();
  private final String id;
  private final String title;
  private final String description;
  private final int width;
  private final String kind;

  /** Starts a drawing of {@code kind}, a class name; {@code id} must be unique on its page. */
  Svg(String kind, String id, String title, String description, int width) {
    this.kind = kind;
    this.id = id;
    this.title = title;
    this.description = description;
    this.width = width;
  }

  Svg rect(String style, double x, double y, double width, double height) {
    body.append(
        "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>\n"
            .formatted(style, at(x), at(y), at(width), at(height)));
    return this;
  }

  Svg line(String style, double x1, double y1, double x2, double y2) {
    body.append(
        "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>\n"
            .formatted(style, at(x1), at(y1), at(x2), at(y2)));
    return this;
  }

  Svg circle(String style, double x, double y, double radius) {
    body.append(
        "<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"%s\"/>\n"
            .formatted(style, at(x), at(y), at(radius)));
    return this;
  }

  Svg path(String style, String path) {
    body.append("<path class=\"%s\" d=\"%s\"/>\n".formatted(style, path));
    return this;
  }

  /** Writes {@code text} with its baseline at {@code y}, starting at {@code x}. */
  Svg text(String style, double x, double y, String text) {
    body.append(
        "<text class=\"%s\" x=\"%s\" y=\"%s\">%s</text>\n"
            .formatted(style, at(x), at(y), escaped(text)));
    return this;
  }

  /** Returns the whole drawing of {@code height}. */
  String finish(double height) {
    return """
        <svg class="gw-%7$s" role="img" aria-labelledby="%1$s-title %1$s-description" \
        viewBox="0 0 %2$d %3$s" width="%2$d" height="%3$s" xmlns="http://www.w3.org/2000/svg">
        <title id="%1$s-title">%4$s</title>
        <desc id="%1$s-description">%5$s</desc>
        %6$s</svg>
        """
        .formatted(id, width, at(height), escaped(title), escaped(description), body, kind);
  }

  /** Returns {@code value} rounded to a hundredth, without trailing zeros. */
  static String at(double value) {
    long hundredths = Math.round(value * 100);
    long whole = Math.abs(hundredths) / 100;
    long rest = Math.abs(hundredths) % 100;
    String sign = hundredths < 0 ? "-" : "";
    if (rest == 0) {
      return sign + whole;
    }
    return rest % 10 == 0
        ? sign + whole + "." + rest / 10
        : sign + whole + "." + (rest < 10 ? "0" : "") + rest;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
