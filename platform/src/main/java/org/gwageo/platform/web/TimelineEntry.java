package org.gwageo.platform.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a timeline.
 *
 * @param when the date in words
 * @param machine the date for {@code <time datetime>}; null if it is not exact
 * @param title what happens
 * @param badge the state in a word; null for none
 * @param facts what else there is to know
 * @param path where the title leads, without language prefix; null for nowhere
 * @param current whether this is where the programme stands
 */
public record TimelineEntry(
    String when,
    @Nullable String machine,
    String title,
    @Nullable Badge badge,
    List<Fact> facts,
    @Nullable String path,
    boolean current) {

  /** Copies {@code facts}. */
  public TimelineEntry {
    facts = List.copyOf(facts);
  }
}
