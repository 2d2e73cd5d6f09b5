package org.gwageo.platform.web;

import org.jspecify.annotations.Nullable;

/**
 * A term and what it is, in a list of facts.
 *
 * @param term the name of the fact
 * @param value the fact in words
 * @param path where the fact leads, without language prefix; null for nowhere
 */
public record Fact(String term, String value, @Nullable String path) {

  /** Returns a fact that leads nowhere. */
  public static Fact of(String term, String value) {
    return new Fact(term, value, null);
  }
}
