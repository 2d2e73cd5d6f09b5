package org.gwageo.nano.training.exercise;

import java.util.List;

/**
 * A question with four answers to choose from.
 *
 * @param question the question
 * @param choices the four answers
 * @param answer the index of the right one, 0 to 3
 */
public record Choice(String question, List<String> choices, int answer) {
  /** Copies the choices. */
  public Choice {
    choices = List.copyOf(choices);
  }

  /**
   * Returns the question as models see it: one line a choice, letters A to D, answered by a letter.
   */
  public Exercise exercise() {
    StringBuilder text = new StringBuilder(question);
    for (int i = 0; i < choices.size(); i++) {
      text.append('\n').append(letter(i)).append(". ").append(choices.get(i));
    }
    text.append("\n답:");
    return new Exercise("choice:" + text, text.toString(), letter(answer));
  }

  private static String letter(int index) {
    return String.valueOf((char) ('A' + index));
  }
}
