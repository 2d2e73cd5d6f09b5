package org.gwageo.lineage.report;

import java.util.List;
import org.gwageo.lineage.Grade;
import org.jspecify.annotations.Nullable;

/** A piece of a page. */
sealed interface Block {

  /** A heading of level 1 to 3. */
  record Heading(int level, String text) implements Block {}

  /** A paragraph. */
  record Paragraph(String text, boolean small) implements Block {}

  /** The answer, in a box. */
  record Answer(Grade grade, String name, String sentence) implements Block {}

  /** Short items. */
  record Bullets(List<String> items) implements Block {}

  /**
   * A table.
   *
   * @param caption what it shows
   * @param columns its columns; the first one heads the rows
   * @param rows as many cells per row as there are columns
   * @param even whether all columns but the first are equally wide
   */
  record Table(String caption, List<Column> columns, List<List<Cell>> rows, boolean even)
      implements Block {}

  /**
   * A column.
   *
   * @param head its heading
   * @param weight its share of the width
   * @param number whether it stands to the right
   */
  record Column(String head, double weight, boolean number) {}

  /**
   * A cell.
   *
   * @param text what it says
   * @param below a second line in small letters
   * @param heat its colour, or null for none
   */
  record Cell(String text, @Nullable String below, @Nullable Heat heat) {

    static Cell of(String text) {
      return new Cell(text, null, null);
    }
  }

  /** The colours of z-scores with their ranges. */
  record Legend(String title) implements Block {}

  /** A drawing with a table of the same numbers. */
  record Figure(Drawing drawing, String title, String description, Table twin) implements Block {}

  /** Blocks that must not be read as evidence. */
  record Warning(String title, List<Block> content) implements Block {}
}
