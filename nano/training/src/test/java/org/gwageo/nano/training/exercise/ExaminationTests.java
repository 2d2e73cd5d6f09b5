package org.gwageo.nano.training.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gwageo.canonical.CanonicalJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExaminationTests {
  private static final List<Language> LANGUAGES = List.of(Language.values());
  private static final Path TASKS = Path.of("../../programmes/rehearsal/tasks");
  private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\D+(\\d+)");

  @Test
  void asksOnlyWhatIsHeldOut() {
    Examination.tasks()
        .forEach(
            (task, items) -> {
              assertThat(items).as(task).hasSize(60);
              assertThat(items).as(task).allMatch(item -> item.exercise().heldOut());
              assertThat(items)
                  .extracting(item -> item.exercise().question())
                  .doesNotHaveDuplicates();
            });
  }

  @Test
  void isWhatLiesInTheTasksOfTheRehearsal() throws Exception {
    for (Map.Entry<String, List<Examination.Item>> task : Examination.tasks().entrySet()) {
      List<String> lines = Files.readAllLines(TASKS.resolve(task.getKey()).resolve("items.jsonl"));
      assertThat(lines)
          .containsExactlyElementsOf(
              task.getValue().stream().map(item -> CanonicalJson.string(item.fields())).toList());
    }
  }

  @ParameterizedTest
  @EnumSource(Skill.class)
  void holdsOutAboutAnEighthOrNothing(Skill skill) {
    SplittableRandom random = new SplittableRandom(3);
    int keyed = 0;
    TreeSet<String> keys = new TreeSet<>();
    TreeSet<String> heldOut = new TreeSet<>();
    for (int i = 0; i < 6_000; i++) {
      Exercise exercise = skill.next(random, LANGUAGES.get(i % 3));
      assertThat(exercise.question()).isNotBlank();
      assertThat(exercise.answer()).isNotBlank();
      if (!exercise.key().isEmpty()) {
        keyed++;
        keys.add(exercise.key());
      }
      if (exercise.heldOut()) {
        heldOut.add(exercise.key());
      }
    }
    if (keyed == 0) {
      assertThat(heldOut).isEmpty();
    } else {
      assertThat((double) heldOut.size() / keys.size()).isBetween(0.08, 0.18);
    }
  }

  @Test
  void addsAndSubtractsRightly() {
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 2_000; i++) {
      Exercise exercise = Skill.ARITHMETIC.next(random, LANGUAGES.get(i % 3));
      Matcher numbers = NUMBERS.matcher(exercise.question());
      assertThat(numbers.find()).isTrue();
      int a = Integer.parseInt(numbers.group(1));
      int b = Integer.parseInt(numbers.group(2));
      assertThat(Integer.parseInt(exercise.answer())).isIn(a + b, Math.abs(a - b), a * b);
    }
  }

  @Test
  void countsDaysOverTheEndOfMonthAndWeek() {
    SplittableRandom random = new SplittableRandom(5);
    TreeSet<String> seen = new TreeSet<>();
    for (int i = 0; i < 150_000; i++) {
      Exercise exercise = Skill.DATES.next(random, Language.KOREAN);
      seen.add(exercise.question() + " " + exercise.answer());
    }
    assertThat(seen).contains("2월 27일의 3일 뒤는? 3월 2일", "일요일의 1일 뒤는? 월요일", "1월 1일의 1일 전은? 12월 31일");
  }
}
