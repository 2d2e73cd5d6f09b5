package org.gwageo.cluster.spark;

import java.io.FileNotFoundException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** What went wrong, for people. */
final class Sentences {

  private static final int LONGEST = 300;

  private Sentences() {}

  /** Returns why something failed, on one line. */
  static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getMessage() == null && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = String.valueOf(cause.getMessage());
    String reason =
        switch (cause) {
          case FileNotFoundException _, NoSuchFileException _ -> "no such file (" + message + ")";
          case AccessDeniedException _ -> "access is denied (" + message + ")";
          default -> cause.getMessage() == null ? cause.getClass().getSimpleName() : message;
        };
    String line = reason.strip().lines().findFirst().orElse("").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }
}
