package org.gwageo.platform.web;

/** A language that every page exists in. */
public enum Language {
  /** Korean, at paths without a prefix. */
  KOREAN("ko", "", "한국어"),
  /** English, at paths under {@code /en}. */
  ENGLISH("en", "/en", "English");

  private final String tag;
  private final String prefix;
  private final String ownName;

  Language(String tag, String prefix, String ownName) {
    this.tag = tag;
    this.prefix = prefix;
    this.ownName = ownName;
  }

  /** Returns the BCP 47 tag, for {@code lang} and {@code hreflang}. */
  public String tag() {
    return tag;
  }

  /** Returns the language's name in the language itself. */
  public String ownName() {
    return ownName;
  }

  /** Returns the other language. */
  public Language other() {
    return this == KOREAN ? ENGLISH : KOREAN;
  }

  /** Returns {@code path}, which starts with a slash, as an address in this language. */
  public String address(String path) {
    return this == ENGLISH && path.equals("/") ? prefix : prefix + path;
  }

  /** Returns the language that {@code requestPath} is written in. */
  static Language of(String requestPath) {
    return requestPath.equals("/en") || requestPath.startsWith("/en/") ? ENGLISH : KOREAN;
  }

  /** Returns {@code requestPath} without this language's prefix; at least a slash. */
  String strip(String requestPath) {
    String path = requestPath.substring(prefix.length());
    return path.isEmpty() ? "/" : path;
  }
}
