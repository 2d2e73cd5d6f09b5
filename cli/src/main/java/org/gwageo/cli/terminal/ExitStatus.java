package org.gwageo.cli.terminal;

/** What a command tells the shell when it ends. */
public final class ExitStatus {

  /** The command did what it was asked to do and has nothing to object to. */
  public static final int DONE = 0;

  /** The command ran and found something wrong. */
  public static final int FOUND_SOMETHING = 1;

  /** The command could not run. */
  public static final int CANNOT_RUN = 2;

  private ExitStatus() {}
}
