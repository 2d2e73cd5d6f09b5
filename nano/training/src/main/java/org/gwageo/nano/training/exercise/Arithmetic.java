package org.gwageo.nano.training.exercise;

import static org.gwageo.nano.training.exercise.Words.object;
import static org.gwageo.nano.training.exercise.Words.topic;

import java.util.random.RandomGenerator;

/** Sums and differences of numbers below 100, and the multiplication table up to nine. */
final class Arithmetic {
  private Arithmetic() {}

  static Exercise next(RandomGenerator random, Language language) {
    int kind = random.nextInt(10);
    int limit = random.nextInt(5) == 0 ? 20 : 100;
    int a = random.nextInt(limit);
    int b = random.nextInt(limit);
    if (kind < 5) {
      return new Exercise(
          "add:" + a + ":" + b, sum(random, language, a, b), Integer.toString(a + b));
    }
    if (kind < 9) {
      int high = Math.max(a, b);
      int low = Math.min(a, b);
      return new Exercise(
          "subtract:" + high + ":" + low,
          difference(random, language, high, low),
          Integer.toString(high - low));
    }
    int x = 1 + random.nextInt(9);
    int y = 1 + random.nextInt(9);
    String question = product(random, language, x, y);
    return new Exercise("multiply:" + question, question, Integer.toString(x * y));
  }

  private static String sum(RandomGenerator random, Language language, int a, int b) {
    int form = random.nextInt(4);
    String second = Integer.toString(b);
    return switch (language) {
      case KOREAN ->
          switch (form) {
            case 0 -> "%d + %d = ?".formatted(a, b);
            case 1 -> "%d 더하기 %s?".formatted(a, topic(second));
            case 2 -> "%d에 %s 더하면?".formatted(a, object(second));
            default -> "사과 %d개에 %d개를 더하면 모두 몇 개?".formatted(a, b);
          };
      case ENGLISH ->
          switch (form) {
            case 0 -> "What is %d + %d?".formatted(a, b);
            case 1 -> "What is %d plus %d?".formatted(a, b);
            case 2 -> "Add %d and %d.".formatted(a, b);
            default -> "I have %d apples and get %d more. How many?".formatted(a, b);
          };
      case JAPANESE -> form < 2 ? "%d + %d = ?".formatted(a, b) : "%d たす %d は?".formatted(a, b);
    };
  }

  private static String difference(RandomGenerator random, Language language, int a, int b) {
    int form = random.nextInt(4);
    String second = Integer.toString(b);
    return switch (language) {
      case KOREAN ->
          switch (form) {
            case 0 -> "%d - %d = ?".formatted(a, b);
            case 1 -> "%d 빼기 %s?".formatted(a, topic(second));
            case 2 -> "%d에서 %s 빼면?".formatted(a, object(second));
            default -> "사과 %d개에서 %d개를 먹으면 몇 개?".formatted(a, b);
          };
      case ENGLISH ->
          switch (form) {
            case 0 -> "What is %d - %d?".formatted(a, b);
            case 1 -> "What is %d minus %d?".formatted(a, b);
            case 2 -> "Subtract %d from %d.".formatted(b, a);
            default -> "I have %d apples and eat %d. How many?".formatted(a, b);
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
