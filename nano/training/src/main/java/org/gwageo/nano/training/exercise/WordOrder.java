package org.gwageo.nano.training.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Reversing and copying three or four words, and sorting as many numbers. */
final class WordOrder {
  private WordOrder() {}

  static Exercise next(RandomGenerator random, Language language) {
    int kind = random.nextInt(8);
    int count = 3 + random.nextInt(2);
    if (kind < 2) {
      return numbers(random, language, count);
    }
    List<String> words = Words.pick(random, language, count);
    boolean reversed = kind < 6;
    List<String> answer = reversed ? words.reversed() : words;
    String order =
        switch (language) {
          case KOREAN -> reversed ? "거꾸로 쓰세요" : "그대로 쓰세요";
          case ENGLISH -> reversed ? "Reverse" : "Copy";
          case JAPANESE -> reversed ? "逆に書いて" : "そのまま書いて";
        };
    return exercise(order, words, answer);
  }

  private static Exercise numbers(RandomGenerator random, Language language, int count) {
    List<Integer> numbers = new ArrayList<>();
    while (numbers.size() < count) {
      int number = random.nextInt(10);
      if (!numbers.contains(number)) {
        numbers.add(number);
      }
    }
    String order =
        switch (language) {
          case KOREAN -> "작은 수부터 쓰세요";
          case ENGLISH -> "Sort the numbers";
          case JAPANESE -> "小さい数から書いて";
        };
    return exercise(
        order,
        numbers.stream().map(String::valueOf).toList(),
        numbers.stream().sorted().map(String::valueOf).toList());
  }

  private static Exercise exercise(String order, List<String> words, List<String> answer) {
    String question = order + ": " + String.join(" ", words);
    return new Exercise("order:" + question, question, String.join(" ", answer));
  }
}
