package org.gwageo.lineage.report;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;
import org.gwageo.canonical.Digest;
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
import org.gwageo.lineage.report.Drawing.Box;
import org.gwageo.lineage.report.Drawing.Label;
import org.gwageo.lineage.report.Drawing.Line;
import org.gwageo.lineage.report.Drawing.Point;
import org.gwageo.lineage.report.Drawing.Polygon;
import org.jspecify.annotations.Nullable;

/**
 * The blocks as a tagged PDF of format A4. One class draws all blocks, because they share the place
 * on the page that the next one starts from.
 */
final class PdfPages {

  private static final double MARGIN = 42;
  private static final double WIDTH = PDRectangle.A4.getWidth() - 2 * MARGIN;
  private static final double TOP = PDRectangle.A4.getHeight() - MARGIN;
  private static final double BOTTOM = MARGIN + 18;
  private static final double LEADING = 1.4;
  private static final double TEXT = 9.5;
  private static final double SMALL = 8;
  private static final double PAD = 3;
  private static final String INK = Pictures.INK;
  private static final String QUIET = Pictures.QUIET;
  private static final String RULE = "#C7CDD8";

  private final PDDocument document;
  private final PdfTags tags;
  private final PdfType regular;
  private final PdfType bold;
  private final List<PDPage> pages = new ArrayList<>();
  private PDPage page;
  private PDPageContentStream content;
  private double y;

  private PdfPages(PDDocument document) throws IOException {
    this.document = document;
    tags = new PdfTags(document);
    regular = PdfType.of(document, "PretendardGOV-Regular.subset.ttf");
    bold = PdfType.of(document, "PretendardGOV-Bold.subset.ttf");
    page = new PDPage(PDRectangle.A4);
    content = open();
  }

  static byte[] of(List<Block> blocks, String title, Language language, Digest source) {
    try (var document = new PDDocument()) {
      var pdf = new PdfPages(document);
      for (int i = 0; i < blocks.size(); i++) {
        if (i + 1 < blocks.size() && blocks.get(i + 1) instanceof Figure figure) {
          pdf.need(60 + figure.drawing().height());
        }
        pdf.block(blocks.get(i), pdf.tags.top());
      }
      pdf.content.close();
      pdf.tags.finish();
      pdf.footers(title, source);
      describe(document, title, language, source);
      var out = new ByteArrayOutputStream();
      document.save(out, CompressParameters.NO_COMPRESSION);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("a PDF in memory cannot be written", e);
    }
  }

  /** Sets what readers show and search; nothing in it depends on the time. */
  private static void describe(PDDocument document, String title, Language language, Digest source)
      throws IOException {
    document.setVersion(1.7f);
    document.setDocumentId(Long.parseUnsignedLong(source.hex().substring(0, 16), 16));
    var information = document.getDocumentInformation();
    information.setTitle(title);
    information.setProducer("Gwageo");
    information.setSubject("JSON " + source);
    var catalog = document.getDocumentCatalog();
    catalog.setLanguage(language == Language.KO ? "ko-KR" : "en-GB");
    var preferences = new PDViewerPreferences(new org.apache.pdfbox.cos.COSDictionary());
    preferences.setDisplayDocTitle(true);
    catalog.setViewerPreferences(preferences);
    var metadata = new PDMetadata(document);
    metadata.importXMPMetadata(xmp(title).getBytes(StandardCharsets.UTF_8));
    catalog.setMetadata(metadata);
  }

  private static String xmp(String title) {
    return """
    <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
    <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
    <dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>
    <pdf:Producer>Gwageo</pdf:Producer><pdfuaid:part>1</pdfuaid:part>
    </rdf:Description></rdf:RDF></x:xmpmeta>
    <?xpacket end="r"?>
    """
        .formatted(HtmlPage.escaped(title));
  }

  private void block(Block block, PDStructureElement parent) throws IOException {
    switch (block) {
      case Heading heading -> heading(heading, parent);
      case Paragraph paragraph -> {
        double size = paragraph.small() ? SMALL : TEXT;
        text(
            PdfTags.child(parent, "P"),
            regular,
            size,
            paragraph.small() ? QUIET : INK,
            0,
            paragraph.text());
        y -= 4;
      }
      case Answer answer -> answer(answer, parent);
      case Bullets bullets -> bullets(bullets, parent);
      case Legend legend -> legend(legend, parent);
      case Table table -> table(table, parent);
      case Figure figure -> figure(figure, parent);
      case Warning warning -> warning(warning, parent);
    }
  }

  private void heading(Heading heading, PDStructureElement parent) throws IOException {
    double size = heading.level() == 1 ? 18 : 12;
    need(heading.level() == 1 ? 40 : 70);
    y -= heading.level() == 1 || y > TOP - 1 ? 0 : 10;
    text(PdfTags.child(parent, "H" + heading.level()), bold, size, INK, 0, heading.text());
    y -= 3;
  }

  private void answer(Answer answer, PDStructureElement parent) throws IOException {
    List<String> lines = regular.lines(answer.sentence(), 10.5, WIDTH - 24);
    double height = 16 * LEADING + lines.size() * 10.5 * LEADING + 16;
    need(height);
    String[] colours =
        switch (answer.grade()) {
          case IDENTICAL, DERIVATION_ESTABLISHED -> new String[] {"#FBEAEA", "#8A1C1C"};
          case INDICATED -> new String[] {"#FFF4DE", "#7A4B00"};
          case NOT_FOUND -> new String[] {"#E6F3F7", "#0B4A5E"};
          case UNTESTABLE -> new String[] {"#EFF1F4", "#3A3F4A"};
        };
    decoration(
        () -> {
          box(MARGIN, y - height, WIDTH, height, colours[0], null);
          box(MARGIN, y - height, 6, height, colours[1], null);
        });
    double after = y - height;
    y -= 8;
    text(PdfTags.child(parent, "P"), bold, 16, colours[1], 16, answer.name());
    text(PdfTags.child(parent, "P"), regular, 10.5, INK, 16, answer.sentence());
    y = after - 6;
  }

  private void bullets(Bullets bullets, PDStructureElement parent) throws IOException {
    PDStructureElement list = PdfTags.child(parent, "L");
    for (String item : bullets.items()) {
      need(TEXT * LEADING);
      PDStructureElement entry = PdfTags.child(list, "LI");
      double line = y;
      marked(
          PdfTags.child(entry, "Lbl"),
          () -> print(regular, TEXT, INK, MARGIN + 4, line - TEXT * 1.05, regular.printable("•")));
      text(PdfTags.child(entry, "LBody"), regular, TEXT, INK, 14, item);
      y -= 2;
    }
  }

  private void legend(Legend legend, PDStructureElement parent) throws IOException {
    need(20);
    double line = y;
    marked(
        PdfTags.child(parent, "P"),
        () -> {
          double x = MARGIN;
          String title = regular.printable(legend.title());
          print(regular, SMALL, QUIET, x, line - 11, title);
          x += regular.width(title, SMALL) + 8;
          for (Heat heat : Heat.values()) {
            String range = regular.printable(heat.range());
            double width = regular.width(range, SMALL) + 14;
            box(x, line - 15, width, 14, heat.fill(), RULE);
            print(regular, SMALL, heat.ink(), x + 7, line - 11, range);
            x += width + 4;
          }
        });
    y -= 21;
  }

  private void warning(Warning warning, PDStructureElement parent) throws IOException {
    need(90);
    y -= 8;
    decoration(() -> box(MARGIN, y - 20, WIDTH, 20, "#FFF4DE", "#7A4B00"));
    y -= 3;
    PDStructureElement section = PdfTags.child(parent, "Sect");
    text(PdfTags.child(section, "H2"), bold, 11, "#7A4B00", 8, warning.title());
    y -= 4;
    for (Block block : warning.content()) {
      block(block, section);
    }
  }

  private void table(Table table, PDStructureElement parent) throws IOException {
    double[] widths = widths(table.columns());
    double first =
        table.rows().isEmpty() ? 0 : height(table.rows().getFirst(), widths, table.even());
    need(SMALL * LEADING + 20 + first);
    PDStructureElement element = PdfTags.child(parent, "Table");
    text(PdfTags.child(element, "Caption"), regular, SMALL, QUIET, 0, table.caption());
    y -= 2;
    head(table, widths, element);
    for (List<Cell> row : table.rows()) {
      double height = height(row, widths, table.even());
      if (y - height < BOTTOM) {
        turn();
        head(table, widths, null);
      }
      PDStructureElement line = PdfTags.child(element, "TR");
      double x = MARGIN;
      for (int i = 0; i < row.size(); i++) {
        cell(row.get(i), table, i, x, widths[i], height, line);
        x += widths[i];
      }
      y -= height;
    }
    y -= 8;
  }

  private static double[] widths(List<Column> columns) {
    double all = columns.stream().mapToDouble(Column::weight).sum();
    return columns.stream().mapToDouble(column -> column.weight() / all * WIDTH).toArray();
  }

  private double height(List<Cell> row, double[] widths, boolean even) throws IOException {
    double height = 0;
    for (int i = 0; i < row.size(); i++) {
      Cell cell = row.get(i);
      PdfType type = i == 0 || even ? bold : regular;
      double own = type.lines(cell.text(), SMALL, widths[i] - 2 * PAD).size() * SMALL * LEADING;
      String below = cell.below();
      if (below != null) {
        own += regular.lines(below, 6.5, widths[i] - 2 * PAD).size() * 6.5 * LEADING;
      }
      height = Math.max(height, own);
    }
    return height + 2 * PAD;
  }

  /** Draws the head; where it is repeated on another page, it is no part of the structure. */
  private void head(Table table, double[] widths, @Nullable PDStructureElement element)
      throws IOException {
    List<Cell> cells = table.columns().stream().map(column -> Cell.of(column.head())).toList();
    double height = height(cells, widths, true);
    PDStructureElement row = element == null ? null : PdfTags.child(element, "TR");
    double x = MARGIN;
    for (int i = 0; i < cells.size(); i++) {
      String head = cells.get(i).text();
      double left = x;
      double width = widths[i];
      boolean right = table.columns().get(i).number();
      if (!head.isEmpty()) {
        decoration(() -> box(left, y - height, width, height, "#EEF1F6", RULE));
        Drawn drawn =
            () ->
                lines(bold, SMALL, INK, left, y - PAD, width, alignment(table, right, left), head);
        if (row == null) {
          decoration(drawn);
        } else {
          marked(PdfTags.header(row, "Column"), drawn);
        }
      } else if (row != null) {
        PdfTags.child(row, "TD");
      }
      x += width;
    }
    y -= height;
  }

  private static Alignment alignment(Table table, boolean right, double left) {
    if (right) {
      return Alignment.RIGHT;
    }
    return table.even() && left > MARGIN + 1 ? Alignment.MIDDLE : Alignment.LEFT;
  }

  private void cell(
      Cell cell,
      Table table,
      int index,
      double x,
      double width,
      double height,
      PDStructureElement row)
      throws IOException {
    PDStructureElement element = index == 0 ? PdfTags.header(row, "Row") : PdfTags.child(row, "TD");
    if (cell.text().isEmpty()) {
      return;
    }
    Heat heat = cell.heat();
    String ink = heat == null ? INK : heat.ink();
    decoration(
        () -> box(x, y - height, width, height, heat == null ? "#FFFFFF" : heat.fill(), RULE));
    PdfType type = index == 0 || table.even() ? bold : regular;
    Alignment side = alignment(table, table.columns().get(index).number(), x);
    marked(
        element,
        () -> {
          double under = lines(type, SMALL, ink, x, y - PAD, width, side, cell.text());
          String below = cell.below();
          if (below != null) {
            lines(regular, 6.5, ink, x, under, width, side, below);
          }
        });
  }

  private void figure(Figure figure, PDStructureElement parent) throws IOException {
    Drawing drawing = figure.drawing();
    double scale = Math.min(1, WIDTH / drawing.width());
    double height = drawing.height() * scale;
    need(height + 30);
    PDStructureElement element = PdfTags.child(parent, "Figure");
    element.setAlternateDescription(figure.title() + ". " + figure.description());
    double top = y;
    marked(element, () -> draw(drawing, MARGIN, top, scale));
    y -= height + 4;
    text(PdfTags.child(parent, "Caption"), regular, SMALL, QUIET, 0, figure.description());
    y -= 5;
    table(figure.twin(), parent);
  }

  private void draw(Drawing drawing, double left, double top, double scale) throws IOException {
    for (Drawing.Shape shape : drawing.shapes()) {
      switch (shape) {
        case Box box ->
            box(
                left + box.x() * scale,
                top - (box.y() + box.height()) * scale,
                box.width() * scale,
                box.height() * scale,
                box.fill(),
                box.stroke());
        case Line line -> {
          content.setStrokingColor(Color.decode(line.stroke()));
          content.setLineWidth((float) (line.width() * scale));
          content.setLineDashPattern(line.dashed() ? new float[] {3, 2} : new float[0], 0);
          content.moveTo((float) (left + line.x1() * scale), (float) (top - line.y1() * scale));
          content.lineTo((float) (left + line.x2() * scale), (float) (top - line.y2() * scale));
          content.stroke();
          content.setLineDashPattern(new float[0], 0);
        }
        case Polygon polygon -> {
          boolean first = true;
          for (Point corner : polygon.corners()) {
            float x = (float) (left + corner.x() * scale);
            float at = (float) (top - corner.y() * scale);
            if (first) {
              content.moveTo(x, at);
            } else {
              content.lineTo(x, at);
            }
            first = false;
          }
          content.closePath();
          content.setNonStrokingColor(Color.decode(polygon.fill()));
          content.setStrokingColor(Color.decode(polygon.stroke()));
          content.setLineWidth(0.6f);
          content.fillAndStroke();
        }
        case Label label -> {
          PdfType type = label.bold() ? bold : regular;
          String text = type.printable(label.text());
          double size = label.size() * scale;
          double shift =
              switch (label.anchor()) {
                case START -> 0;
                case MIDDLE -> type.width(text, size) / 2;
                case END -> type.width(text, size);
              };
          print(
              type,
              size,
              label.fill(),
              left + label.x() * scale - shift,
              top - label.y() * scale,
              text);
        }
      }
    }
  }

  /** Where the lines of a cell stand. */
  private enum Alignment {
    LEFT,
    MIDDLE,
    RIGHT
  }

  private double lines(
      PdfType type,
      double size,
      String colour,
      double x,
      double top,
      double width,
      Alignment alignment,
      String text)
      throws IOException {
    double line = top;
    for (String one : type.lines(text, size, width - 2 * PAD)) {
      double free = width - 2 * PAD - type.width(one, size);
      double shift =
          switch (alignment) {
            case LEFT -> 0;
            case MIDDLE -> free / 2;
            case RIGHT -> free;
          };
      print(type, size, colour, x + PAD + shift, line - size * 1.05, one);
      line -= size * LEADING;
    }
    return line;
  }

  /** A paragraph that may run over pages. */
  private void text(
      PDStructureElement element,
      PdfType type,
      double size,
      String colour,
      double indent,
      String text)
      throws IOException {
    for (String line : type.lines(text, size, WIDTH - indent)) {
      need(size * LEADING);
      double at = y - size * 1.05;
      marked(element, () -> print(type, size, colour, MARGIN + indent, at, line));
      y -= size * LEADING;
    }
  }

  /** Something that is put on the page. */
  private interface Drawn {
    void draw() throws IOException;
  }

  private void marked(PDStructureElement element, Drawn drawn) throws IOException {
    int number = tags.mark(element, page);
    content.beginMarkedContent(
        COSName.getPDFName(String.valueOf(element.getStructureType())), number);
    drawn.draw();
    content.endMarkedContent();
  }

  private void decoration(Drawn drawn) throws IOException {
    content.beginMarkedContent(COSName.ARTIFACT);
    drawn.draw();
    content.endMarkedContent();
  }

  private void print(
      PdfType type, double size, String colour, double x, double baseline, String printable)
      throws IOException {
    if (printable.isEmpty()) {
      return;
    }
    content.beginText();
    content.setFont(type.font(), (float) size);
    content.setNonStrokingColor(Color.decode(colour));
    content.newLineAtOffset((float) x, (float) baseline);
    content.showText(printable);
    content.endText();
  }

  private void box(
      double x, double bottom, double width, double height, String fill, @Nullable String stroke)
      throws IOException {
    content.addRect((float) x, (float) bottom, (float) width, (float) height);
    content.setNonStrokingColor(Color.decode(fill));
    if (stroke == null) {
      content.fill();
      return;
    }
    content.setStrokingColor(Color.decode(stroke));
    content.setLineWidth(0.5f);
    content.fillAndStroke();
  }

  private void need(double height) throws IOException {
    if (y - height < BOTTOM && y < TOP) {
      turn();
    }
  }

  private void turn() throws IOException {
    content.close();
    page = new PDPage(PDRectangle.A4);
    content = open();
  }

  private PDPageContentStream open() throws IOException {
    document.addPage(page);
    pages.add(page);
    tags.begin(page);
    y = TOP;
    return new PDPageContentStream(document, page);
  }

  private void footers(String title, Digest source) throws IOException {
    for (int i = 0; i < pages.size(); i++) {
      try (var footer =
          new PDPageContentStream(
              document, pages.get(i), PDPageContentStream.AppendMode.APPEND, true, true)) {
        content = footer;
        String place = (i + 1) + " / " + pages.size();
        decoration(
            () -> {
              print(
                  regular,
                  7,
                  QUIET,
                  MARGIN,
                  MARGIN - 6,
                  regular.printable(title + " · JSON " + source));
              print(regular, 7, QUIET, MARGIN + WIDTH - regular.width(place, 7), MARGIN - 6, place);
            });
      }
    }
  }
}
