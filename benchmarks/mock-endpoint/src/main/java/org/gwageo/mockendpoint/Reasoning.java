package org.gwageo.mockendpoint;

import java.util.Locale;

/** Where the model's thinking stands in a reply. */
public enum Reasoning {
  /** There is none. */
  NONE,
  /** In a member of its own beside the content. */
  FIELD,
  /** In the content, between {@code <think>} and {@code </think>}. */
  INLINE,
  /** In the content, ended by {@code </think>} and never opened. */
  UNOPENED,
  /** In the content, opened by {@code <think>} and never ended: no answer follows. */
  UNTERMINATED;

  /** Returns the name used on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the place with this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Reasoning parse(String word) {
    for (Reasoning reasoning : values()) {
      if (reasoning.word().equals(word)) {
        return reasoning;
      }
    }
    throw new IllegalArgumentException(
        "reasoning is none, field, inline, unopened or unterminated, not " + word);
  }
}
