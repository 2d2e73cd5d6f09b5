package org.gwageo.benchmark.task;

/** A task file or one of its items is not what the format asks for. */
public final class TaskException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String file;
  private final int line;

  /** Says what is wrong at {@code line} of {@code file}; line 0 means the file as a whole. */
  public TaskException(String file, int line, String reason) {
    super(line > 0 ? file + " line " + line + ": " + reason : file + ": " + reason);
    this.file = file;
    this.line = line;
  }

  /** Returns the name of the file. */
  public String file() {
    return file;
  }

  /** Returns the line, from 1, or 0 for the file as a whole. */
  public int line() {
    return line;
  }
}
