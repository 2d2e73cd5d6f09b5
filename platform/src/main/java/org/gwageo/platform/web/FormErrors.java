package org.gwageo.platform.web;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a form that was sent, by field in the order of the form.
 *
 * @param byField sentences in the page's language
 */
public record FormErrors(Map<String, String> byField) {

  /** No errors. */
  public static final FormErrors NONE = new FormErrors(Map.of());

  /** Copies {@code byField} in its order. */
  public FormErrors {
    byField = Collections.unmodifiableMap(new LinkedHashMap<>(byField));
  }

  /** Returns whether the form is fine. */
  public boolean isEmpty() {
    return byField.isEmpty();
  }

  /** Returns what is wrong with {@code field}, null for nothing. */
  public @Nullable String of(String field) {
    return byField.get(field);
  }
}
