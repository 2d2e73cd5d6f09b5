package org.gwageo.platform.web;

import org.jspecify.annotations.Nullable;

/**
 * One of several answers in a form.
 *
 * @param value what is sent
 * @param label what is read
 * @param hint a sentence that explains the answer; null for none
 */
public record Choice(String value, String label, @Nullable String hint) {

  /** Returns an answer without explanation. */
  public static Choice of(String value, String label) {
    return new Choice(value, label, null);
  }
}
