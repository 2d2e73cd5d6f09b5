package org.gwageo.nano.training.exercise;

import static org.gwageo.nano.training.exercise.Words.object;
import static org.gwageo.nano.training.exercise.Words.topic;

import java.util.random.RandomGenerator;

/** Sums and differences of numbers below 20, and the multiplication table from two to nine. */
final class Arithmetic {
  private static final int LIMIT = 20;

  private Arithmetic() {}

  static Exercise next(RandomGenerator random, Language language) {
    int kind = random.nextInt(20);
    int a = random.nextInt(LIMIT);
    int b = random.nextInt(LIMIT);
    if (kind < 9) {
      return exercise(sum(random, language, a, b), a + b);
    }
    if (kind < 18) {
      int high = Math.max(a, b);
      int low = Math.min(a, b);
      return exercise(difference(random, language, high, low), high - low);
    }
    int x = 2 + random.nextInt(8);
    int y = 2 + random.nextInt(8);
    return exercise(product(random, language, x, y), x * y);
  }

  private static Exercise exercise(String question, int answer) {
    return new Exercise("arithmetic:" + question, question, Integer.toString(answer));
  }

  private static String sum(RandomGenerator random, Language language, int a, int b) {
    int form = random.nextInt(3);
    String second = Integer.toString(b);
    return switch (language) {
      case KOREAN ->
          switch (form) {
            case 0 -> "%d + %d = ?".formatted(a, b);
            case 1 -> "%d 더하기 %s?".formatted(a, topic(second));
            default -> "%d에 %s 더하면?".formatted(a, object(second));
          };
      case ENGLISH ->
          switch (form) {
            case 0 -> "What is %d + %d?".formatted(a, b);
            case 1 -> "What is %d plus %d?".formatted(a, b);
            default -> "Add %d and %d.".formatted(a, b);
          };
      case JAPANESE -> form < 2 ? "%d + %d = ?".formatted(a, b) : "%d たす %d は?".formatted(a, b);
    };
  }

  private static String difference(RandomGenerator random, Language language, int a, int b) {
    int form = random.nextInt(3);
    String second = Integer.toString(b);
    return switch (language) {
      case KOREAN ->
          switch (form) {
            case 0 -> "%d - %d = ?".formatted(a, b);
            case 1 -> "%d 빼기 %s?".formatted(a, topic(second));
            default -> "%d에서 %s 빼면?".formatted(a, object(second));
          };
      case ENGLISH ->
          switch (form) {
            case 0 -> "What is %d - %d?".formatted(a, b);
            case 1 -> "What is %d minus %d?".formatted(a, b);
            default -> "Subtract %d from %d.".formatted(b, a);
          };
      case JAPANESE -> form < 2 ? "%d - %d = ?".formatted(a, b) : "%d ひく %d は?".formatted(a, b);
    };
  }

  private static String product(RandomGenerator random, Language language, int a, int b) {
    int form = random.nextInt(2);
    String second = Integer.toString(b);
    return switch (language) {
      case KOREAN ->
          form == 0 ? "%d × %d = ?".formatted(a, b) : "%d 곱하기 %s?".formatted(a, topic(second));
      case ENGLISH ->
          form == 0 ? "What is %d × %d?".formatted(a, b) : "What is %d times %d?".formatted(a, b);
      case JAPANESE -> "%d かける %d は?".formatted(a, b);
    };
  }
}
