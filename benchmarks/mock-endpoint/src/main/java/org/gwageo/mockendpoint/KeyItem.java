package org.gwageo.mockendpoint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question that the endpoint recognises, and its answer.
 *
 * @param id the item's name
 * @param match text that stands in each prompt that asks this item and in no other's last message
 * @param gold the right answer as it is to be stated
 * @param choices all answers that could be stated, the right one among them; empty if there is no
 *     such list: then a wrong number, or a wrong word, is made up
 * @param right the probability that it is answered rightly; null means the plan's
 * @param style how the answer is stated; null means one of the plan's
 * @param tool the call that is made instead of an answer in text; null means none
 */
public record KeyItem(
    String id,
    String match,
    String gold,
    List<String> choices,
    @Nullable Double right,
    @Nullable AnswerStyle style,
    @Nullable Tool tool) {

  /** Shortest text by which an item can be recognised. */
  static final int SHORTEST_MATCH = 4;

  /**
   * A call of a function.
   *
   * @param name the function
   * @param arguments JSON text of the arguments
   */
  public record Tool(String name, String arguments) {}

  /**
   * Checks that the item can be recognised and answered.
   *
   * @throws IllegalArgumentException if the match is short or the gold answer no choice
   */
  public KeyItem {
    match = match.strip();
    if (match.length() < SHORTEST_MATCH) {
      throw new IllegalArgumentException(
          "item %s is recognised by at least %d characters, not by '%s'"
              .formatted(id, SHORTEST_MATCH, match));
    }
    choices = List.copyOf(choices);
    if (!choices.isEmpty() && (choices.size() < 2 || !choices.contains(gold))) {
      throw new IllegalArgumentException(
          "the choices of item %s, %s, do not hold %s and another".formatted(id, choices, gold));
    }
  }

  /** Returns a question whose answer is a number or a word. */
  public static KeyItem number(String id, String match, String gold) {
    return new KeyItem(id, match, gold, List.of(), null, null, null);
  }

  /** Returns a question whose answer is one of some letters or texts. */
  public static KeyItem choice(String id, String match, String gold, List<String> choices) {
    return new KeyItem(id, match, gold, choices, null, null, null);
  }
}
