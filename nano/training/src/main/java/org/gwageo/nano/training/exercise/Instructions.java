package org.gwageo.nano.training.exercise;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Short orders with one exact result. */
final class Instructions {
  private Instructions() {}

  static Exercise next(RandomGenerator random, Language language) {
    return switch (random.nextInt(5)) {
      case 0 -> capitals(random, language);
      case 1 -> repeat(random, language);
      case 2 -> end(random, language, true);
      case 3 -> end(random, language, false);
      default -> count(random, language);
    };
  }

  private static Exercise capitals(RandomGenerator random, Language language) {
    List<String> words = Words.pick(random, Language.ENGLISH, 1 + random.nextInt(2));
    String text = String.join(" ", words);
    String order =
        switch (language) {
          case KOREAN -> "대문자로 쓰세요: ";
          case ENGLISH -> "Write in capitals: ";
          case JAPANESE -> "大文字で書いて: ";
        };
    Exercise exercise = exercise(order + text, text.toUpperCase(Locale.ROOT));
    return words.size() == 1 ? Exercise.practice(exercise.question(), exercise.answer()) : exercise;
  }

  private static Exercise repeat(RandomGenerator random, Language language) {
    int times = 2 + random.nextInt(3);
    List<String> words = Words.pick(random, language, 1 + random.nextInt(2));
    String text = String.join(" ", words);
    String question =
        switch (language) {
          case KOREAN -> "%d번 쓰세요: %s".formatted(times, text);
          case ENGLISH -> "Write %d times: %s".formatted(times, text);
          case JAPANESE -> "%d回書いて: %s".formatted(times, text);
        };
    return exercise(question, String.join(" ", Collections.nCopies(times, text)));
  }

  private static Exercise end(RandomGenerator random, Language language, boolean first) {
    List<String> words = Words.pick(random, language, 2 + random.nextInt(3));
    String order =
        switch (language) {
          case KOREAN -> first ? "첫 단어만 쓰세요: " : "마지막 단어만 쓰세요: ";
          case ENGLISH -> first ? "First word: " : "Last word: ";
          case JAPANESE -> first ? "最初の言葉: " : "最後の言葉: ";
        };
    return exercise(order + String.join(" ", words), first ? words.getFirst() : words.getLast());
  }

  private static Exercise count(RandomGenerator random, Language language) {
    List<String> words = Words.pick(random, language, 1 + random.nextInt(5));
    String order =
        switch (language) {
          case KOREAN -> "단어는 몇 개: ";
          case ENGLISH -> "How many words: ";
          case JAPANESE -> "言葉はいくつ: ";
        };
    return exercise(order + String.join(" ", words), Integer.toString(words.size()));
  }

  private static Exercise exercise(String question, String answer) {
    return new Exercise("instruction:" + question, question, answer);
  }
}
