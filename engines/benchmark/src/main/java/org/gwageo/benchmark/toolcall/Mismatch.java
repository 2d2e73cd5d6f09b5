package org.gwageo.benchmark.toolcall;

/**
 * One difference between what was expected and what was called.
 *
 * @param kind its class
 * @param call the position of the expected call, from 0, or of the actual one where none was
 *     expected
 * @param path where in the arguments, such as {@code filter.price[2]}, empty for the call itself
 * @param message the difference in words, at most about 500 characters
 */
public record Mismatch(Kind kind, int call, String path, String message) {

  /** The class of a difference. */
  public enum Kind {
    /** The task expects no call, or fewer. */
    UNEXPECTED_CALL("unexpected-call"),
    /** An expected call is missing. */
    MISSING_CALL("missing-call"),
    /** Another function was called. */
    WRONG_NAME("wrong-name"),
    /** The arguments are no JSON object within the limits. */
    UNREADABLE_ARGUMENTS("unreadable-arguments"),
    /** An argument that must be given is not. */
    MISSING_ARGUMENT("missing-argument"),
    /** An argument is given that the function does not expect. */
    UNEXPECTED_ARGUMENT("unexpected-argument"),
    /** An argument is of another JSON type than any allowed value. */
    WRONG_TYPE("wrong-type"),
    /** An argument is none of the allowed values. */
    WRONG_VALUE("wrong-value");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** Returns the word that results carry. */
    public String word() {
      return word;
    }
  }

  private static final int LONGEST = 500;

  /** Cuts the message to its limit. */
  public Mismatch {
    if (message.length() > LONGEST) {
      message = message.substring(0, LONGEST);
    }
  }
}
