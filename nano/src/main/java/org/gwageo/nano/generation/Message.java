package org.gwageo.nano.generation;

/**
 * One turn of a conversation.
 *
 * @param role who speaks
 * @param content what is said
 */
public record Message(Role role, String content) {
  /** Who speaks. */
  public enum Role {
    /** Whoever set the conversation up. */
    SYSTEM("<|system|>"),
    /** The person who asks. */
    USER("<|user|>"),
    /** The model. */
    ASSISTANT("<|assistant|>");

    private final String token;

    Role(String token) {
      this.token = token;
    }

    String token() {
      return token;
    }
  }
}
