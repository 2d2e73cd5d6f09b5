package org.gwageo.benchmark.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.gwageo.benchmark.journal.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tasks of the rehearsal programme read the answers that small and large models give. */
class RehearsalTasksTests {

  private static final Path TASKS = Path.of("../../programmes/rehearsal/tasks");

  private static final Map<String, String> ITEMS =
      Map.of(
          "ko-arithmetic",
          "{\"id\":\"1\",\"lang\":\"ko\",\"question\":\"12 + 7 = ?\",\"answer\":\"19\"}",
          "en-arithmetic",
          "{\"id\":\"1\",\"lang\":\"en\",\"question\":\"What is 12 + 7?\",\"answer\":\"19\"}",
          "dates",
          "{\"id\":\"1\",\"lang\":\"ko\",\"question\":\"월요일의 3일 뒤는?\",\"answer\":\"목요일\"}",
          "word-order",
          "{\"id\":\"1\",\"lang\":\"ko\",\"question\":\"거꾸로 쓰세요: 강 산 꽃\",\"answer\":\"꽃 산 강\"}",
          "instructions",
          "{\"id\":\"1\",\"lang\":\"en\",\"question\":\"Write in capitals: sea"
              + " sky\",\"answer\":\"SEA SKY\"}",
          "opposites-choice",
          "{\"id\":\"1\",\"lang\":\"ko\",\"question\":\"'크다'의"
              + " 반대말은?\",\"choices\":[\"길다\",\"작다\",\"높다\",\"넓다\"],\"answer\":1}");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ko-arithmetic|19|true",
        "ko-arithmetic|정답은 19입니다.|true",
        "ko-arithmetic|12 + 7 = **19**|true",
        "ko-arithmetic|18|false",
        "en-arithmetic|12 + 7 = 19.|true",
        "en-arithmetic|19.0|true",
        "dates|목요일|true",
        "dates|목요일입니다.|true",
        "dates|정답은 **목요일**입니다.|true",
        "dates|금요일|false",
        "word-order|꽃 산 강|true",
        "word-order|강 산 꽃|false",
        "instructions|SEA SKY|true",
        "instructions|\"SEA SKY\"|true",
        "instructions|sea sky|false",
        "opposites-choice|B|true",
        "opposites-choice|B. 작다|true",
        "opposites-choice|정답은 B입니다|true",
        "opposites-choice|작다|true",
        "opposites-choice|C|false",
      })
  void judgesRepliesAsAPersonWould(String name, String reply, boolean correct) throws Exception {
    BenchmarkTask task = withItem(name);

    assertThat(task.id()).isEqualTo(name);
    assertThat(Tasks.judged(task, first(task), reply).correct()).isEqualTo(correct);
  }

  @Test
  void rendersChoicesAsTheModelsLearnedThem() throws Exception {
    BenchmarkTask task = withItem("opposites-choice");

    assertThat(task.question(first(task), 0, new Subject("m", "", "")).requests().getFirst().body())
        .contains("\"content\":\"'크다'의 반대말은?\\nA. 길다\\nB. 작다\\nC. 높다\\nD. 넓다\\n답:\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ko-arithmetic",
        "en-arithmetic",
        "dates",
        "word-order",
        "instructions",
        "opposites-choice"
      })
  void hasOnlyItemsWhoseRightAnswerIsJudgedRight(String name) throws Exception {
    BenchmarkTask task = BenchmarkTask.read(TASKS.resolve(name).resolve("task.yaml"));

    try (ItemReader items = task.items().open()) {
      for (Item item = items.next(); item != null; item = items.next()) {
        String gold = Tasks.judged(task, item, "").gold();
        assertThat(Tasks.judged(task, item, gold).correct()).as(item.toString()).isTrue();
      }
    }
  }

  private static BenchmarkTask withItem(String name) throws IOException, TaskException {
    return BenchmarkTask.parse(
        Files.readAllBytes(TASKS.resolve(name).resolve("task.yaml")),
        Tasks.bytes(Objects.requireNonNull(ITEMS.get(name))),
        "items.jsonl");
  }

  private static Item first(BenchmarkTask task) throws IOException, TaskException {
    try (ItemReader items = task.items().open()) {
      return Objects.requireNonNull(items.next());
    }
  }
}
