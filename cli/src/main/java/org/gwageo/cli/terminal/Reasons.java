package org.gwageo.cli.terminal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What the operating system's refusals mean. */
public final class Reasons {

  private Reasons() {}

  /** Returns why an operation failed, in a few words without the end of a sentence. */
  public static String of(IOException failure) {
    return switch (failure) {
      case AccessDeniedException e -> "permission denied for " + e.getFile();
      case NoSuchFileException e -> e.getFile() + " does not exist";
      case NotDirectoryException e -> e.getFile() + " is not a folder";
      case FileAlreadyExistsException e -> e.getFile() + " exists and is not a folder";
      case FileSystemException e when e.getReason() != null -> e.getFile() + ": " + e.getReason();
      default -> ofMessage(failure);
    };
  }

  private static String ofMessage(IOException failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank()
        ? failure.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }
}
