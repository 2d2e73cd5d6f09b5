package org.gwageo.nano.generation;

import java.util.List;

/**
 * What a model wrote.
 *
 * @param text the text, without a stop text and what follows it
 * @param choices the written tokens; an end token is not among them, those of a stop text are
 * @param promptTokens the number of tokens before
 * @param writtenTokens the number of tokens the model computed, an end token included
 * @param ending why writing ended
 */
public record Generation(
    String text, List<Choice> choices, int promptTokens, int writtenTokens, Ending ending) {
  /** Why writing ended. */
  public enum Ending {
    /** The model ended its turn or a stop text appeared. */
    STOP,
    /** The most tokens were written or the model has no more positions. */
    LENGTH
  }

  /** Copies the choices. */
  public Generation {
    choices = List.copyOf(choices);
  }
}
