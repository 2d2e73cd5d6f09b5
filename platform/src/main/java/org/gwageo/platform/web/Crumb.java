package org.gwageo.platform.web;

import org.jspecify.annotations.Nullable;

/**
 * One step of the way from the home page to this one.
 *
 * @param label the step's name in the page's language
 * @param path where it is, without language prefix; null for the page itself
 */
public record Crumb(String label, @Nullable String path) {

  /** Returns a step that leads to {@code path}. */
  public static Crumb to(String label, String path) {
    return new Crumb(label, path);
  }

  /** Returns the last step, the page itself. */
  public static Crumb here(String label) {
    return new Crumb(label, null);
  }
}
