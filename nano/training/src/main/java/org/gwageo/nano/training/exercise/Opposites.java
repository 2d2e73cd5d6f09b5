package org.gwageo.nano.training.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Pairs of opposites, and the choice of four that asks for one. */
final class Opposites {
  private static final List<String> KOREAN =
      pairs(
          "크다 작다 높다 낮다 길다 짧다 많다 적다 빠르다 느리다 밝다 어둡다 덥다 춥다 무겁다 가볍다 넓다 좁다 강하다 약하다"
              + " 쉽다 어렵다 좋다 나쁘다 위 아래 앞 뒤 안 밖 낮 밤");
  private static final List<String> ENGLISH =
      pairs(
          "big small high low long short many few fast slow bright dark hot cold heavy light wide"
              + " narrow strong weak easy hard good bad up down front back inside outside day night");
  private static final List<String> JAPANESE =
      pairs(
          "大きい 小さい 高い 低い 長い 短い 多い 少ない 早い 遅い 明るい 暗い 暑い 寒い 重い 軽い 広い 狭い 強い 弱い"
              + " いい 悪い 上 下 前 後ろ 昼 夜");

  private Opposites() {}

  /** Returns the words of {@code language}; words 2i and 2i+1 are opposites. */
  static List<String> words(Language language) {
    return switch (language) {
      case KOREAN -> KOREAN;
      case ENGLISH -> ENGLISH;
      case JAPANESE -> JAPANESE;
    };
  }

  /** Returns the opposite of the word at {@code index}. */
  static String of(Language language, int index) {
    return words(language).get(index ^ 1);
  }

  /** Returns the question that asks for the opposite of {@code word}. */
  static String question(Language language, String word) {
    return switch (language) {
      case KOREAN -> "'%s'의 반대말은?".formatted(word);
      case ENGLISH -> "What is the opposite of '%s'?".formatted(word);
      case JAPANESE -> "'%s'の反対は?".formatted(word);
    };
  }

  static Choice next(RandomGenerator random, Language language) {
    List<String> words = words(language);
    int asked = random.nextInt(words.size());
    List<String> choices = new ArrayList<>();
    while (choices.size() < 3) {
      int other = random.nextInt(words.size());
      String word = words.get(other);
      if ((other >> 1) != (asked >> 1) && !choices.contains(word)) {
        choices.add(word);
      }
    }
    int answer = random.nextInt(4);
    choices.add(answer, of(language, asked));
    return new Choice(question(language, words.get(asked)), choices, answer);
  }

  private static List<String> pairs(String words) {
    return List.of(words.split(" "));
  }
}
