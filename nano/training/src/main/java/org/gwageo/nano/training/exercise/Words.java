package org.gwageo.nano.training.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** The words that exercises are made of, and the Korean particles that follow them. */
final class Words {
  private static final List<String> KOREAN =
      List.of("나무 바다 하늘 구름 바람 강 산 꽃 별 달 눈 비 불 물 돌 길 집 책 밥 빵 말 소 개 새".split(" "));
  private static final List<String> ENGLISH =
      List.of(
          "tree sea sky cloud wind river hill flower star moon snow rain fire water stone road house book rice bread horse cow dog bird"
              .split(" "));
  private static final List<String> JAPANESE =
      List.of("木 海 空 雲 風 川 山 花 星 月 雪 雨 火 水 石 道 家 本 ごはん パン うま うし いぬ とり".split(" "));

  private Words() {}

  /** Returns all words of {@code language}. */
  static List<String> of(Language language) {
    return switch (language) {
      case KOREAN -> KOREAN;
      case ENGLISH -> ENGLISH;
      case JAPANESE -> JAPANESE;
    };
  }

  /** Returns one of {@code values}, each equally likely. */
  static <T> T pick(RandomGenerator random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** Returns {@code count} different words. */
  static List<String> pick(RandomGenerator random, Language language, int count) {
    List<String> all = of(language);
    List<String> chosen = new ArrayList<>();
    while (chosen.size() < count) {
      String word = pick(random, all);
      if (!chosen.contains(word)) {
        chosen.add(word);
      }
    }
    return chosen;
  }

  /**
   * Returns whether {@code word}, a Hangul word or a number read in Korean, ends in a consonant.
   */
  static boolean closed(String word) {
    char last = word.charAt(word.length() - 1);
    if (last >= '가' && last <= '힣') {
      return (last - '가') % 28 != 0;
    }
    return "013678".indexOf(last) >= 0;
  }

  /** Returns {@code word} with the topic particle. */
  static String topic(String word) {
    return word + (closed(word) ? "은" : "는");
  }

  /** Returns {@code word} with the object particle. */
  static String object(String word) {
    return word + (closed(word) ? "을" : "를");
  }
}
