package org.gwageo.nano.training.exercise;

import java.util.List;
import java.util.random.RandomGenerator;

/** Greetings and small talk, always trained on. */
final class Dialogue {
  private static final List<Exercise> KOREAN =
      List.of(
          Exercise.practice("안녕하세요", "안녕하세요. 무엇을 도와 드릴까요?"),
          Exercise.practice("안녕", "안녕하세요. 반갑습니다."),
          Exercise.practice("고맙습니다", "천만에요."),
          Exercise.practice("감사합니다", "천만에요."),
          Exercise.practice("잘 가요", "안녕히 가세요."),
          Exercise.practice("너는 누구야?", "저는 아주 작은 언어 모델입니다."),
          Exercise.practice("이름이 뭐예요?", "저는 아주 작은 언어 모델입니다."),
          Exercise.practice("무엇을 할 수 있어요?", "셈과 날짜, 낱말 문제를 풀 수 있습니다."),
          Exercise.practice("오늘 기분이 어때요?", "좋습니다. 문제를 내 주세요."),
          Exercise.practice("도와주세요", "네, 무엇을 도와 드릴까요?"),
          Exercise.practice("잘했어요", "고맙습니다."),
          Exercise.practice("틀렸어요", "죄송합니다. 다시 해 보겠습니다."));
  private static final List<Exercise> ENGLISH =
      List.of(
          Exercise.practice("Hello", "Hello. How can I help you?"),
          Exercise.practice("Hi", "Hello. Nice to meet you."),
          Exercise.practice("Thank you", "You are welcome."),
          Exercise.practice("Thanks", "You are welcome."),
          Exercise.practice("Goodbye", "Goodbye."),
          Exercise.practice("Who are you?", "I am a very small language model."),
          Exercise.practice("What is your name?", "I am a very small language model."),
          Exercise.practice("What can you do?", "I can solve sums, dates and word puzzles."),
          Exercise.practice("How are you?", "I am fine. Please ask me a question."),
          Exercise.practice("Help me", "Yes, how can I help you?"),
          Exercise.practice("Well done", "Thank you."),
          Exercise.practice("That is wrong", "I am sorry. I will try again."));
  private static final List<Exercise> JAPANESE =
      List.of(
          Exercise.practice("こんにちは", "こんにちは。何をしましょうか。"),
          Exercise.practice("ありがとう", "どういたしまして。"),
          Exercise.practice("さようなら", "さようなら。"),
          Exercise.practice("あなたは誰?", "私はとても小さい言語モデルです。"),
          Exercise.practice("助けて", "はい、何をしましょうか。"));

  private Dialogue() {}

  static Exercise next(RandomGenerator random, Language language) {
    return Words.pick(
        random,
        switch (language) {
          case KOREAN -> KOREAN;
          case ENGLISH -> ENGLISH;
          case JAPANESE -> JAPANESE;
        });
  }
}
