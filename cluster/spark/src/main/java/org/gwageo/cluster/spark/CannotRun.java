package org.gwageo.cluster.spark;

/** The job cannot be done; the message is one sentence for the person who asked for it. */
final class CannotRun extends Exception {

  private static final long serialVersionUID = 1;

  CannotRun(String sentence) {
    super(sentence);
  }

  CannotRun(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
