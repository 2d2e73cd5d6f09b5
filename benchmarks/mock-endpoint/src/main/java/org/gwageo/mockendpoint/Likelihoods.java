package org.gwageo.mockendpoint;

import java.util.List;

/**
 * Log probabilities of tokens.
 *
 * <p>They follow from the token and its place. Where a prompt ends in the answer that the world
 * gives to its item, the tokens of that answer are nearly certain, so that a task of choices scored
 * by likelihood has a score known in advance too, summed or divided by length.
 */
final class Likelihoods {

  private static final double CERTAIN = -0.01;

  private Likelihoods() {}

  /** Returns the natural logarithm of each token's probability. */
  static double[] of(long seed, List<String> tokens) {
    double[] logs = new double[tokens.size()];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = -1 - 4 * new Draw(seed + 31L * i + tokens.get(i).hashCode()).uniform(0);
    }
    return logs;
  }

  /** Makes the tokens that cover the last {@code characters} of the text nearly certain. */
  static void makeCertain(double[] logs, List<String> tokens, int characters) {
    int left = characters;
    for (int i = logs.length - 1; i >= 0 && left > 0; i--) {
      logs[i] = CERTAIN;
      left -= tokens.get(i).length();
    }
  }

  /** Returns how many characters at the end of the prompt are the answer that the world gives. */
  static int answered(Plan.Choice choice) {
    AnswerKey.Answered item = choice.item();
    return item != null && choice.prompt().endsWith(item.answer()) ? item.answer().length() : 0;
  }

  /** Returns whether a token is the most likely one at its place. */
  static boolean isGreedy(double log) {
    return log == CERTAIN;
  }
}
