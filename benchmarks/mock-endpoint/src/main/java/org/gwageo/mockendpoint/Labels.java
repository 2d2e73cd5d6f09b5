package org.gwageo.mockendpoint;

/** What draws are used for: one label for each purpose, so that purposes do not disturb another. */
final class Labels {

  static final int RIGHT = 1;
  static final int STYLE = 2;
  static final int WRONG = 3;
  static final int WORDS = 4;
  static final int LENGTH = 5;
  static final int FIRST_TOKEN = 6;
  static final int PROMPT_TOKENS = 7;
  static final int FAULTS = 64;
  static final int GAPS = 1024;

  private Labels() {}
}
