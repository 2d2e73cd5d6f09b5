package org.gwageo.bundle.sheets;

/** A sheet that cannot be read; the message names the line, the value and what was expected. */
public final class SheetException extends Exception {

  private static final long serialVersionUID = 1;

  SheetException(String message) {
    super(message);
  }
}
