package org.gwageo.platform.review.web;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a sheet asks about a team.
 *
 * @param team the team's slug
 * @param teamName its name in the page's language
 * @param items what is scored, in the rulebook's order
 * @param gates the requirements that may be ticked as not met
 */
public record SheetFrame(String team, String teamName, List<Asked> items, List<Ticked> gates) {

  /** Copies the lists. */
  public SheetFrame {
    items = List.copyOf(items);
    gates = List.copyOf(gates);
  }

  /**
   * One item.
   *
   * @param title its name in the page's language
   * @param min the fewest points
   * @param max the most points
   */
  public record Asked(String id, String title, BigDecimal min, BigDecimal max) {

    /** Returns the fewest points as they are written. */
    public String least() {
      return min.stripTrailingZeros().toPlainString();
    }

    /** Returns the most points as they are written. */
    public String most() {
      return max.stripTrailingZeros().toPlainString();
    }

    boolean allows(BigDecimal points) {
      return points.compareTo(min) >= 0 && points.compareTo(max) <= 0;
    }
  }

  /** One requirement: its gate's id and its name in the page's language. */
  public record Ticked(String id, String title) {}
}
