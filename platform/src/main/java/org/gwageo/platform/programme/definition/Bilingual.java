package org.gwageo.platform.programme.definition;

import java.util.Locale;

/** A text in Korean and in English; both are complete. */
public record Bilingual(String ko, String en) {

  /** Returns the Korean text for a Korean locale and the English text for any other. */
  public String in(Locale locale) {
    return locale.getLanguage().equals("ko") ? ko : en;
  }
}
