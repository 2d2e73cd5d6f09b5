package org.gwageo.platform.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a structured list.
 *
 * @param badges states in words
 * @param title the entry's name
 * @param path where the name leads, without language prefix; null for nowhere
 * @param text one or two sentences; null for none
 * @param facts a few terms and values
 */
public record Card(
    List<Badge> badges,
    String title,
    @Nullable String path,
    @Nullable String text,
    List<Fact> facts) {

  /** Copies the lists. */
  public Card {
    badges = List.copyOf(badges);
    facts = List.copyOf(facts);
  }
}
