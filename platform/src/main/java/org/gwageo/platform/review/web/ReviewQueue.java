package org.gwageo.platform.review.web;

import java.util.List;
import org.gwageo.platform.programme.web.StageHeading;
import org.gwageo.platform.web.Badge;

/**
 * The sheets of one stage that a reviewer has to fill in.
 *
 * @param rows one for each team
 */
public record ReviewQueue(StageHeading heading, List<Row> rows) {

  /** Copies {@code rows}. */
  public ReviewQueue {
    rows = List.copyOf(rows);
  }

  /**
   * One team's sheet.
   *
   * @param team the team's name
   * @param path where the sheet is, without language prefix
   * @param state how far it is, in a word
   * @param done items with points
   * @param items all items
   */
  public record Row(String team, String path, Badge state, int done, int items) {}
}
