package org.gwageo.lineage.report;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** A typeface of a PDF, of which only the letters that are used are embedded. */
final class PdfType {

  private static final int UNKNOWN = 0x25A1;

  private final PDType0Font font;
  private final CmapLookup letters;

  private PdfType(PDType0Font font, CmapLookup letters) {
    this.font = font;
    this.letters = letters;
  }

  static PdfType of(PDDocument document, String resource) throws IOException {
    try (InputStream in = PdfType.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the typeface %s is missing".formatted(resource));
      }
      TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(in.readAllBytes()));
      return new PdfType(PDType0Font.load(document, font, true), font.getUnicodeCmapLookup());
    }
  }

  PDType0Font font() {
    return font;
  }

  /** The text with a square for every letter that the typeface lacks. */
  String printable(String text) {
    var printable = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.isWhitespace(c) ? ' ' : c)
        .forEach(c -> printable.appendCodePoint(letters.getGlyphId(c) == 0 ? UNKNOWN : c));
    return printable.toString();
  }

  double width(String printable, double size) throws IOException {
    return font.getStringWidth(printable) / 1000 * size;
  }

  /** Breaks text between words, and inside words that are wider than a line. */
  List<String> lines(String text, double size, double width) throws IOException {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (String word : printable(text).split(" ", -1)) {
      String next = line.isEmpty() ? word : line + " " + word;
      if (width(next, size) <= width) {
        line.setLength(0);
        line.append(next);
        continue;
      }
      if (!line.isEmpty()) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(broken(word, size, width, lines));
    }
    lines.add(line.toString());
    return lines;
  }

  private String broken(String word, double size, double width, List<String> lines)
      throws IOException {
    var part = new StringBuilder();
    for (int c : word.codePoints().toArray()) {
      int before = part.length();
      part.appendCodePoint(c);
      if (before > 0 && width(part.toString(), size) > width) {
        int end = part.lastIndexOf("-", before - 1) + 1;
        end = end > 0 ? end : before;
        lines.add(part.substring(0, end));
        part.delete(0, end);
      }
    }
    return part.toString();
  }
}
