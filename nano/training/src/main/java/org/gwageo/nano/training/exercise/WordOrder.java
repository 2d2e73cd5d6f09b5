package org.gwageo.nano.training.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Reversing, copying and sorting three to five words, and sorting numbers. */
final class WordOrder {
  private WordOrder() {}

  static Exercise next(RandomGenerator random, Language language) {
    int kind = random.nextInt(8);
    int count = 3 + random.nextInt(3);
    if (kind < 2) {
      return numbers(random, language, count);
    }
    List<String> words = Words.pick(random, language, count);
    List<String> answer =
        switch (kind) {
          case 2, 3, 4 -> words.reversed();
          case 5, 6 -> words;
          default -> words.stream().sorted().toList();
        };
    String order =
        switch (language) {
          case KOREAN -> kind < 5 ? "거꾸로 쓰세요" : kind < 7 ? "그대로 쓰세요" : "가나다순으로 쓰세요";
          case ENGLISH -> kind < 5 ? "Reverse" : kind < 7 ? "Copy" : "Sort the words";
          case JAPANESE -> kind < 5 ? "逆に書いて" : kind < 7 ? "そのまま書いて" : "並べて";
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
