package org.gwageo.platform.web;

/**
 * A column of a table.
 *
 * @param label the heading
 * @param numeric whether its cells are numbers, which stand right
 */
public record Column(String label, boolean numeric) {

  /** Returns a column of words. */
  public static Column words(String label) {
    return new Column(label, false);
  }

  /** Returns a column of numbers. */
  public static Column numbers(String label) {
    return new Column(label, true);
  }
}
