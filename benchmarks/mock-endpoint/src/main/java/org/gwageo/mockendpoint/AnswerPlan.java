package org.gwageo.mockendpoint;

import java.util.List;

/**
 * How well the model behind the endpoint does.
 *
 * @param seed the world's seed
 * @param right the probability that an item is answered rightly, where the item names none: 0 to 1
 * @param styles the forms of answers, of which one is drawn for each item that names none
 */
public record AnswerPlan(long seed, double right, List<AnswerStyle> styles) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if right is not within 0 and 1, or there is no style
   */
  public AnswerPlan {
    if (!(right >= 0 && right <= 1)) {
      throw new IllegalArgumentException(
          "the probability of a right answer is within 0 and 1, not " + right);
    }
    styles = List.copyOf(styles);
    if (styles.isEmpty()) {
      throw new IllegalArgumentException("an answer plan has at least one style");
    }
  }
}
