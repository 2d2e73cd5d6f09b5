package org.gwageo.platform.publication.web;

import org.jspecify.annotations.Nullable;

/**
 * A sentence or a fact with its source.
 *
 * @param term the name of the fact; {@code null} for a sentence
 * @param when when it was said or happened, in words; {@code null} for no date
 * @param text the fact in words
 * @param path where the text leads, without language prefix; {@code null} for nowhere
 * @param cite its source; {@code null} where nothing needs one
 */
public record Cited(
    @Nullable String term,
    @Nullable String when,
    String text,
    @Nullable String path,
    @Nullable Cite cite) {

  static Cited fact(String term, String text) {
    return new Cited(term, null, text, null, null);
  }

  static Cited fact(String term, String text, @Nullable Cite cite) {
    return new Cited(term, null, text, null, cite);
  }

  static Cited link(String term, String text, String path) {
    return new Cited(term, null, text, path, null);
  }
}
