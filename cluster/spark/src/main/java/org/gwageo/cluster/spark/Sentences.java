package org.gwageo.cluster.spark;

import java.io.FileNotFoundException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What went wrong, for people. */
final class Sentences {

  private static final int LONGEST = 300;

  /** How a Java machine says that a class is too new for it, and what its numbers count from. */
  private static final Pattern OLDER_JAVA =
      Pattern.compile("recognizes class file versions up to (\\d+)");

  private static final int CLASS_FILES_OF_JAVA_0 = 44;

  private static final int LEAST_JAVA = 25;

  private Sentences() {}

  /**
   * Returns what is wrong if a worker could not read the program because its Java is too old.
   *
   * @param text what was said about the failure, whole
   */
  static Optional<String> olderJava(String text) {
    Matcher found = OLDER_JAVA.matcher(text);
    if (!found.find()) {
      return Optional.empty();
    }
    return Optional.of(
        "a worker runs Java %d, and the program needs %d or newer there (JAVA_HOME of the workers,"
                .formatted(Integer.parseInt(found.group(1)) - CLASS_FILES_OF_JAVA_0, LEAST_JAVA)
            + " or spark.executorEnv.JAVA_HOME)");
  }

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
    Optional<String> older = olderJava(reason);
    if (older.isPresent()) {
      return older.get();
    }
    String line = reason.strip().lines().findFirst().orElse("").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }
}
