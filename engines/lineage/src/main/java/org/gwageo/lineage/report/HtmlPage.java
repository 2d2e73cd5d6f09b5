package org.gwageo.lineage.report;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.gwageo.lineage.Grade;
import org.gwageo.lineage.Language;
import org.gwageo.lineage.report.Block.Answer;
import org.gwageo.lineage.report.Block.Bullets;
import org.gwageo.lineage.report.Block.Cell;
import org.gwageo.lineage.report.Block.Column;
import org.gwageo.lineage.report.Block.Figure;
import org.gwageo.lineage.report.Block.Heading;
import org.gwageo.lineage.report.Block.Legend;
import org.gwageo.lineage.report.Block.Paragraph;
import org.gwageo.lineage.report.Block.Table;
import org.gwageo.lineage.report.Block.Warning;
import org.gwageo.lineage.report.Drawing.Anchor;
import org.gwageo.lineage.report.Drawing.Box;
import org.gwageo.lineage.report.Drawing.Label;
import org.gwageo.lineage.report.Drawing.Line;
import org.gwageo.lineage.report.Drawing.Point;
import org.gwageo.lineage.report.Drawing.Polygon;
import org.gwageo.lineage.report.Drawing.Shape;

/** The blocks as one HTML file without scripts and without other files. */
final class HtmlPage {

  private static final String STYLE =
      """
      :root{color-scheme:light}
      *{box-sizing:border-box}
      body{margin:0;background:#FFFFFF;color:#1B1F27;font:16px/1.6 "Pretendard GOV",Pretendard,\
      "Noto Sans KR","Nanum Gothic","Apple SD Gothic Neo","Malgun Gothic",system-ui,sans-serif;\
      word-break:keep-all;overflow-wrap:break-word}
      td{overflow-wrap:anywhere}
      main{max-width:62rem;margin:0 auto;padding:2rem 1.25rem 4rem}
      h1{font-size:1.75rem;line-height:1.25;margin:0 0 .5rem}
      h2{font-size:1.2rem;line-height:1.35;margin:2.25rem 0 .5rem}
      p{margin:.5rem 0}
      .small{color:#4A5160;font-size:.9rem}
      .answer{border-left:.5rem solid;padding:1rem 1.25rem;margin:1.25rem 0;border-radius:.25rem}
      .answer strong{display:block;font-size:1.4rem;line-height:1.3}
      .answer p{font-size:1.05rem;margin:.35rem 0 0;color:#1B1F27}
      .found{background:#FBEAEA;border-color:#8A1C1C;color:#8A1C1C}
      .perhaps{background:#FFF4DE;border-color:#7A4B00;color:#7A4B00}
      .nothing{background:#E6F3F7;border-color:#0B4A5E;color:#0B4A5E}
      .cannot{background:#EFF1F4;border-color:#3A3F4A;color:#3A3F4A}
      .scroll{overflow-x:auto;margin:.75rem 0}
      .scroll:focus-visible{outline:3px solid #2A66A8;outline-offset:2px}
      table{border-collapse:collapse;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums}
      caption{text-align:left;color:#4A5160;font-size:.85rem;padding:0 0 .35rem}
      th,td{border:1px solid #C7CDD8;padding:.35rem .55rem;text-align:left;vertical-align:top}
      thead th{background:#EEF1F6;font-weight:700;vertical-align:bottom}
      tbody th{font-weight:600}
      .n{text-align:right;white-space:nowrap}
      .even{table-layout:fixed}
      .even th:first-child{width:20%}
      .even td{text-align:center;font-weight:700}
      .even thead th+th{text-align:center}
      .even small{display:block;font-size:.72rem;font-weight:400}
      td:empty,thead th:empty{border:0;background:none}
      .legend{display:flex;flex-wrap:wrap;gap:.35rem;align-items:center;list-style:none;padding:0;\
      margin:.75rem 0;font-size:.85rem}
      .legend li{padding:.1rem .6rem;border:1px solid #C7CDD8}
      .legend li:first-child{border:0;padding-left:0;color:#4A5160}
      figure{margin:.75rem 0}
      figcaption{color:#4A5160;font-size:.9rem}
      svg{display:block;max-width:100%;height:auto}
      .drawing svg{min-width:30rem}
      .warning{border:2px dashed #7A4B00;border-radius:.25rem;padding:.25rem 1.25rem 1rem;\
      margin:2.25rem 0}
      .warning h2{margin-top:.75rem}
      li{margin:.25rem 0}
      @media(max-width:40rem){main{padding:1.25rem 1rem 3rem}h1{font-size:1.4rem}\
      th,td{padding:.3rem .4rem}.wide{min-width:34rem}.even.wide{min-width:40rem}}
      @media print{@page{size:A4;margin:14mm}body{font-size:10pt}main{max-width:none;padding:0}\
      *{print-color-adjust:exact;-webkit-print-color-adjust:exact}.scroll{overflow:visible}\
      .drawing svg{min-width:0}h2{break-after:avoid;margin-top:1.4rem}\
      tr,figure,.answer{break-inside:avoid}thead{display:table-header-group}}
      """;

  private final StringBuilder out = new StringBuilder();
  private final String prefix;
  private final int down;
  private int ids;

  private HtmlPage(String prefix, int down) {
    this.prefix = prefix;
    this.down = down;
  }

  /**
   * The blocks for another page, which has a title of its own.
   *
   * @param prefix what all ids begin with
   * @param level the level of the headings that the page itself has at level 2
   */
  static String fragment(List<Block> blocks, String prefix, int level) {
    var page = new HtmlPage(prefix, level - 2);
    blocks.stream()
        .filter(block -> !(block instanceof Heading heading && heading.level() == 1))
        .forEach(page::block);
    return page.out.toString();
  }

  static byte[] of(List<Block> blocks, String title, Language language) {
    var page = new HtmlPage("b", 0);
    page.out
        .append("<!DOCTYPE html>\n<html lang=\"")
        .append(language.name().toLowerCase(Locale.ROOT))
        .append("\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
        .append(escaped(title))
        .append("</title>\n<style>\n")
        .append(STYLE);
    for (Heat heat : Heat.values()) {
      page.out.append(
          ".%s{background:%s;color:%s}\n".formatted(heat.style(), heat.fill(), heat.ink()));
    }
    page.out.append("</style>\n</head>\n<body>\n<main>\n");
    blocks.forEach(page::block);
    page.out.append("</main>\n</body>\n</html>\n");
    return page.out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void block(Block block) {
    switch (block) {
      case Heading heading ->
          out.append(
              "<h%1$d>%2$s</h%1$d>\n".formatted(level(heading.level()), escaped(heading.text())));
      case Paragraph paragraph ->
          out.append(paragraph.small() ? "<p class=\"small\">" : "<p>")
              .append(escaped(paragraph.text()))
              .append("</p>\n");
      case Answer answer -> answer(answer);
      case Bullets bullets -> {
        out.append("<ul>\n");
        bullets.items().forEach(item -> out.append("<li>").append(escaped(item)).append("</li>\n"));
        out.append("</ul>\n");
      }
      case Legend legend -> legend(legend);
      case Table table -> table(table);
      case Figure figure -> figure(figure);
      case Warning warning -> {
        String id = id();
        out.append("<section class=\"warning\" aria-labelledby=\"%s\">\n".formatted(id))
            .append(
                "<h%1$d id=\"%2$s\">%3$s</h%1$d>\n"
                    .formatted(level(2), id, escaped(warning.title())));
        warning.content().forEach(this::block);
        out.append("</section>\n");
      }
    }
  }

  private void answer(Answer answer) {
    out.append("<div class=\"answer %s\"><strong>".formatted(style(answer.grade())))
        .append(escaped(answer.name()))
        .append("</strong><p>")
        .append(escaped(answer.sentence()))
        .append("</p></div>\n");
  }

  private static String style(Grade grade) {
    return switch (grade) {
      case IDENTICAL, DERIVATION_ESTABLISHED -> "found";
      case INDICATED -> "perhaps";
      case NOT_FOUND -> "nothing";
      case UNTESTABLE -> "cannot";
    };
  }

  private void legend(Legend legend) {
    out.append("<ul class=\"legend\"><li>").append(escaped(legend.title())).append("</li>");
    for (Heat heat : Heat.values()) {
      out.append("<li class=\"%s\">%s</li>".formatted(heat.style(), escaped(heat.range())));
    }
    out.append("</ul>\n");
  }

  private void table(Table table) {
    String id = id();
    boolean wide = table.columns().size() > 3;
    out.append(
            "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"%s\">\n"
                .formatted(id))
        .append(
            "<table class=\"%s%s\">\n"
                .formatted(table.even() ? "even" : "plain", wide ? " wide" : ""))
        .append(
            "<caption id=\"%s\">%s</caption>\n<thead><tr>".formatted(id, escaped(table.caption())));
    for (Column column : table.columns()) {
      out.append(
          column.head().isEmpty()
              ? "<td></td>"
              : "<th scope=\"col\"%s>%s</th>"
                  .formatted(column.number() ? " class=\"n\"" : "", escaped(column.head())));
    }
    out.append("</tr></thead>\n<tbody>\n");
    for (List<Cell> row : table.rows()) {
      out.append("<tr><th scope=\"row\">").append(inside(row.getFirst())).append("</th>");
      for (int i = 1; i < row.size(); i++) {
        cell(row.get(i), table.columns().get(i));
      }
      out.append("</tr>\n");
    }
    out.append("</tbody>\n</table>\n</div>\n");
  }

  private void cell(Cell cell, Column column) {
    var classes = new StringBuilder(column.number() ? "n" : "");
    Heat heat = cell.heat();
    if (heat != null) {
      classes.append(classes.isEmpty() ? "" : " ").append(heat.style());
    }
    out.append(classes.isEmpty() ? "<td>" : "<td class=\"%s\">".formatted(classes))
        .append(inside(cell))
        .append("</td>");
  }

  private static String inside(Cell cell) {
    String below = cell.below();
    return escaped(cell.text()) + (below == null ? "" : "<small>" + escaped(below) + "</small>");
  }

  private void figure(Figure figure) {
    String id = id();
    out.append(
        "<figure>\n<div class=\"scroll drawing\" role=\"region\" tabindex=\"0\" aria-labelledby=\"%s\">\n"
            .formatted(id));
    svg(figure.drawing(), figure.title(), figure.description(), id);
    out.append("</div>\n<figcaption>")
        .append(escaped(figure.description()))
        .append("</figcaption>\n</figure>\n");
    table(figure.twin());
  }

  private void svg(Drawing drawing, String title, String description, String id) {
    out.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %s %s\" width=\"%s\" role=\"img\" aria-labelledby=\"%s\">\n"
            .formatted(
                number(drawing.width()),
                number(drawing.height()),
                number(drawing.width() * 1.5),
                id));
    out.append(
        "<title id=\"%s\">%s</title>\n<desc>%s</desc>\n"
            .formatted(id, escaped(title), escaped(description)));
    drawing.shapes().forEach(this::shape);
    out.append("</svg>\n");
  }

  private void shape(Shape shape) {
    switch (shape) {
      case Box box ->
          out.append(
              "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"%s/>\n"
                  .formatted(
                      number(box.x()),
                      number(box.y()),
                      number(box.width()),
                      number(box.height()),
                      box.fill(),
                      box.stroke() == null
                          ? ""
                          : " stroke=\"%s\" stroke-width=\"0.5\"".formatted(box.stroke())));
      case Line line ->
          out.append(
              "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\" stroke-width=\"%s\"%s/>\n"
                  .formatted(
                      number(line.x1()),
                      number(line.y1()),
                      number(line.x2()),
                      number(line.y2()),
                      line.stroke(),
                      number(line.width()),
                      line.dashed() ? " stroke-dasharray=\"3 2\"" : ""));
      case Polygon polygon -> {
        var points = new StringBuilder();
        for (Point corner : polygon.corners()) {
          points
              .append(points.isEmpty() ? "" : " ")
              .append(number(corner.x()))
              .append(',')
              .append(number(corner.y()));
        }
        out.append(
            "<polygon points=\"%s\" fill=\"%s\" stroke=\"%s\" stroke-width=\"0.6\"/>\n"
                .formatted(points, polygon.fill(), polygon.stroke()));
      }
      case Label label ->
          out.append(
              "<text x=\"%s\" y=\"%s\" font-size=\"%s\" text-anchor=\"%s\" fill=\"%s\"%s>%s</text>\n"
                  .formatted(
                      number(label.x()),
                      number(label.y()),
                      number(label.size()),
                      anchor(label.anchor()),
                      label.fill(),
                      label.bold() ? " font-weight=\"700\"" : "",
                      escaped(label.text())));
    }
  }

  private static String anchor(Anchor anchor) {
    return switch (anchor) {
      case START -> "start";
      case MIDDLE -> "middle";
      case END -> "end";
    };
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.replaceAll("0+$", "").replaceAll("\\.$", "");
  }

  private String id() {
    ids++;
    return prefix + ids;
  }

  private int level(int inReport) {
    return Math.min(6, inReport + down);
  }

  /** Text for element content and quoted attributes; control characters become spaces. */
  static String escaped(String text) {
    var escaped = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(c < 0x20 || (c >= 0x7F && c < 0xA0) ? ' ' : c);
              }
            });
    return escaped.toString();
  }
}
