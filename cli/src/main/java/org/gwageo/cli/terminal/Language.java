package org.gwageo.cli.terminal;

import java.util.Locale;

/** A language that commands print sentences in. */
public enum Language {
  /** Korean. */
  KO,
  /** English. */
  EN;

  /** Returns Korean for a Korean locale and English for every other. */
  public static Language of(Locale locale) {
    return locale.getLanguage().equals("ko") ? KO : EN;
  }

  /** Returns the text of the two that is in this language. */
  public String of(String korean, String english) {
    return switch (this) {
      case KO -> korean;
      case EN -> english;
    };
  }
}
