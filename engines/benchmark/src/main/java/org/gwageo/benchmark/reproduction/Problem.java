package org.gwageo.benchmark.reproduction;

import java.util.Locale;
import java.util.Map;

/**
 * Something in a bundle that does not fit.
 *
 * @param file the file or folder within the bundle
 * @param korean one sentence that names the value
 * @param english the same sentence
 */
public record Problem(String file, String korean, String english) {

  /** Fills both sentences with the same values. */
  @SuppressWarnings("AnnotateFormatMethod") // Two formats share their values.
  static Problem of(String file, String korean, String english, Object... values) {
    return new Problem(
        file,
        String.format(Locale.ROOT, korean, values),
        String.format(Locale.ROOT, english, values));
  }

  Map<String, Object> toTree() {
    return Map.of("file", file, "ko", korean, "en", english);
  }
}
