package org.gwageo.nano.training.exercise;

import java.util.List;
import java.util.random.RandomGenerator;

/** A little knowledge in free form, always trained on. */
final class Knowledge {
  private static final List<Fact> CAPITALS =
      List.of(
          new Fact("한국", "서울", "Korea", "Seoul", "韓国", "ソウル"),
          new Fact("일본", "도쿄", "Japan", "Tokyo", "日本", "東京"),
          new Fact("중국", "베이징", "China", "Beijing", "中国", "北京"),
          new Fact("프랑스", "파리", "France", "Paris", "フランス", "パリ"),
          new Fact("영국", "런던", "England", "London", "イギリス", "ロンドン"),
          new Fact("독일", "베를린", "Germany", "Berlin", "ドイツ", "ベルリン"),
          new Fact("이탈리아", "로마", "Italy", "Rome", "イタリア", "ローマ"),
          new Fact("스페인", "마드리드", "Spain", "Madrid", "スペイン", "マドリード"),
          new Fact("인도", "뉴델리", "India", "New Delhi", "インド", "ニューデリー"),
          new Fact("베트남", "하노이", "Vietnam", "Hanoi", "ベトナム", "ハノイ"),
          new Fact("이집트", "카이로", "Egypt", "Cairo", "エジプト", "カイロ"),
          new Fact("캐나다", "오타와", "Canada", "Ottawa", "カナダ", "オタワ"));
  private static final List<Fact> COLOURS =
      List.of(
          new Fact("하늘", "파란색", "sky", "blue", "空", "青"),
          new Fact("눈", "하얀색", "snow", "white", "雪", "白"),
          new Fact("불", "빨간색", "fire", "red", "火", "赤"),
          new Fact("풀", "초록색", "grass", "green", "草", "緑"),
          new Fact("바나나", "노란색", "banana", "yellow", "バナナ", "黄色"),
          new Fact("밤", "검은색", "night", "black", "夜", "黒"));

  private record Fact(
      String koreanThing,
      String koreanName,
      String englishThing,
      String englishName,
      String japaneseThing,
      String japaneseName) {}

  private Knowledge() {}

  static Exercise next(RandomGenerator random, Language language) {
    int kind = random.nextInt(4);
    if (kind < 2) {
      int index = random.nextInt(Opposites.words(language).size());
      return Exercise.practice(
          Opposites.question(language, Opposites.words(language).get(index)),
          Opposites.of(language, index));
    }
    Fact fact = Words.pick(random, kind == 2 ? CAPITALS : COLOURS);
    return switch (language) {
      case KOREAN ->
          Exercise.practice(
              fact.koreanThing() + (kind == 2 ? "의 수도는?" : "의 색은?"), fact.koreanName());
      case ENGLISH ->
          Exercise.practice(
              (kind == 2 ? "What is the capital of " : "What colour is ")
                  + fact.englishThing()
                  + "?",
              fact.englishName());
      case JAPANESE ->
          Exercise.practice(
              fact.japaneseThing() + (kind == 2 ? "の首都は?" : "の色は?"), fact.japaneseName());
    };
  }
}
