package org.gwageo.benchmark.journal;

/** How one attempt ended. */
public sealed interface Outcome {

  /**
   * The endpoint sent a reply.
   *
   * @param reply the reply
   */
  record Answered(Reply reply) implements Outcome {}

  /**
   * The endpoint sent no reply.
   *
   * @param failure the class of the failure
   * @param status the HTTP status, 0 if none came
   * @param message what the endpoint or the connection said, at most 500 characters
   */
  record Failed(FailureClass failure, int status, String message) implements Outcome {

    /** Most characters of a message that are kept. */
    public static final int LONGEST_MESSAGE = 500;

    /** Shortens the message to 500 characters. */
    public Failed {
      message =
          message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) : message;
    }

    /**
     * Returns whether asking the same question again cannot help, in this run or a later one: the
     * endpoint refused this very prompt (400, 413, 422) or filtered it.
     */
    public boolean isFinal() {
      return failure == FailureClass.FILTERED
          || (failure == FailureClass.REFUSED && (status == 400 || status == 413 || status == 422));
    }
  }

  /** Returns whether the question need not be asked again when a run is resumed. */
  default boolean isSettled() {
    return switch (this) {
      case Answered answered -> true;
      case Failed failed -> failed.isFinal();
    };
  }
}
