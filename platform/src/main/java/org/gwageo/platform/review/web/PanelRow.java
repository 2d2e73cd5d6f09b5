package org.gwageo.platform.review.web;

import java.util.List;

/**
 * How far one evaluator's sheets are.
 *
 * @param evaluator the pseudonym
 * @param cells one for each team
 */
public record PanelRow(String evaluator, List<Cell> cells) {

  /** Copies {@code cells}. */
  public PanelRow {
    cells = List.copyOf(cells);
  }

  /** One sheet: how far it is in words, and its address without language prefix. */
  public record Cell(String text, String path) {}
}
