package org.gwageo.platform.programme.definition;

/**
 * One thing wrong in a definition file.
 *
 * @param file path from the programme folder
 * @param line line, counted from 1; 0 when the file as a whole is meant
 * @param column column, counted from 1; 0 when the file as a whole is meant
 * @param message what is wrong, in one sentence
 */
public record Problem(String file, int line, int column, String message) {

  @Override
  public String toString() {
    return line == 0 ? file + ": " + message : file + ":" + line + ":" + column + ": " + message;
  }
}
