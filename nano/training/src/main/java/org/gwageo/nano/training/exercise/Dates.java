package org.gwageo.nano.training.exercise;

import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Weekdays and dates a number of days before or after another; every year has 365 days. */
final class Dates {
  private static final List<String> KOREAN =
      List.of("월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일");
  private static final List<String> ENGLISH =
      List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");
  private static final List<String> JAPANESE =
      List.of("月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日", "日曜日");
  private static final LocalDate NEW_YEAR = LocalDate.of(2027, 1, 1);

  private Dates() {}

  static Exercise next(RandomGenerator random, Language language) {
    return switch (random.nextInt(8)) {
      case 0, 1, 2, 3 -> weekday(random, language);
      case 4, 5, 6 -> date(random, language);
      default -> month(random, language);
    };
  }

  private static Exercise weekday(RandomGenerator random, Language language) {
    List<String> names = names(language);
    int from = random.nextInt(7);
    int days = 1 + random.nextInt(7);
    boolean after = random.nextBoolean();
    String answer = names.get(Math.floorMod(after ? from + days : from - days, 7));
    String question =
        switch (language) {
          case KOREAN ->
              (random.nextBoolean() ? "%s의 %d일 %s?" : "%s에서 %d일 %s 무슨 요일?")
                  .formatted(names.get(from), days, after ? "뒤는" : "전은");
          case ENGLISH ->
              (random.nextBoolean() ? "What day is %s %s %s?" : "%s %s %s?")
                  .formatted(englishDays(days), after ? "after" : "before", names.get(from));
          case JAPANESE -> "%sの%d日%sは?".formatted(names.get(from), days, after ? "後" : "前");
        };
    return new Exercise("weekday:" + question, question, answer);
  }

  private static Exercise date(RandomGenerator random, Language language) {
    LocalDate from = NEW_YEAR.plusDays(random.nextInt(365));
    int days = 1 + random.nextInt(5);
    boolean after = random.nextInt(4) != 0;
    LocalDate to = after ? from.plusDays(days) : from.minusDays(days);
    String question =
        switch (language) {
          case KOREAN -> "%s의 %d일 %s?".formatted(name(from, language), days, after ? "뒤는" : "전은");
          case ENGLISH ->
              "What date is %s %s %s?"
                  .formatted(englishDays(days), after ? "after" : "before", name(from, language));
          case JAPANESE -> "%sの%d日%sは?".formatted(name(from, language), days, after ? "後" : "前");
        };
    return new Exercise("date:" + question, question, name(to, language));
  }

  private static Exercise month(RandomGenerator random, Language language) {
    int month = 1 + random.nextInt(12);
    LocalDate date = LocalDate.of(2027, month, 1);
    String english = date.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    String days = Integer.toString(date.lengthOfMonth());
    return switch (language) {
      case KOREAN -> Exercise.practice("%d월은 며칠까지 있습니까?".formatted(month), days + "일");
      case ENGLISH -> Exercise.practice("How many days are in %s?".formatted(english), days);
      case JAPANESE -> Exercise.practice("%d月は何日まで?".formatted(month), days + "日");
    };
  }

  private static String englishDays(int days) {
    return days == 1 ? "1 day" : days + " days";
  }

  private static List<String> names(Language language) {
    return switch (language) {
      case KOREAN -> KOREAN;
      case ENGLISH -> ENGLISH;
      case JAPANESE -> JAPANESE;
    };
  }

  private static String name(LocalDate date, Language language) {
    return switch (language) {
      case KOREAN -> "%d월 %d일".formatted(date.getMonthValue(), date.getDayOfMonth());
      case ENGLISH ->
          date.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH)
              + " "
              + date.getDayOfMonth();
      case JAPANESE -> "%d月%d日".formatted(date.getMonthValue(), date.getDayOfMonth());
    };
  }
}
