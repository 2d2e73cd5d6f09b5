package org.gwageo.benchmark.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.gwageo.benchmark.harness.HarnessGroup.TaskScores;
import org.gwageo.benchmark.journal.Likelihood;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.metric.Estimate;
import org.gwageo.benchmark.metric.Reading;
import org.gwageo.benchmark.task.Api;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Draft;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.ItemReader;
import org.gwageo.benchmark.task.Mode;
import org.gwageo.benchmark.task.TaskException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HarnessTasksTests {

  private static final String SUMS =
      """
      include: _template
      task: sums
      doc_to_text: "{{question}} ="
      doc_to_target: "{{answer}}"
      num_fewshot: 2
      """;

  private static final String TEMPLATE =
      """
      tag: arithmetic
      dataset_path: example/sums
      training_split: train
      test_split: test
      output_type: generate_until
      metric_list:
        - metric: exact_match
          aggregation: mean
          higher_is_better: true
      filter_list:
        - name: digits
          filter:
            - function: regex
              regex_pattern: "[0-9]+"
            - function: take_first
      generation_kwargs:
        until: ["\\n"]
        max_gen_toks: 8
      metadata: {version: 1.5}
      """;

  private static final String CAPITALS =
      """
      task: capitals
      test_split: test
      output_type: multiple_choice
      doc_to_text: "{{country}}의 수도는?"
      doc_to_choice: "{{cities}}"
      doc_to_target: gold
      metric_list: [{metric: acc}, {metric: f1, aggregation: f1}]
      """;

  @TempDir private Path folder;

  @BeforeEach
  void writeData() throws IOException {
    var train = new StringBuilder();
    for (int i = 1; i <= 9; i++) {
      train.append("{\"question\": \"%d + %d\", \"answer\": %d}%n".formatted(i, i, 2 * i));
    }
    write("train.jsonl", train.toString());
    write(
        "test.jsonl",
        """
        {"question": "1 + 2", "answer": 3}
        {"question": "4 + 3", "answer": 7}
        """);
    write("_template", TEMPLATE);
    write("sums.yaml", SUMS);
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private BenchmarkTask sums(Mode mode, Api api) throws IOException, TaskException {
    return HarnessTasks.read(folder.resolve("sums.yaml"), folder, mode, api);
  }

  private static List<Item> items(BenchmarkTask task) throws IOException, TaskException {
    List<Item> items = new ArrayList<>();
    try (ItemReader reader = task.items().open()) {
      for (Item item = reader.next(); item != null; item = reader.next()) {
        items.add(item);
      }
    }
    return items;
  }

  private static Draft draft(BenchmarkTask task, int item) throws IOException, TaskException {
    return task.rendering().drafts(items(task).get(item), 0).getFirst();
  }

  private static List<Reading> read(BenchmarkTask task, String reply)
      throws IOException, TaskException {
    return task.judging().judge(items(task).getFirst(), 0, List.of(Reply.of(reply, "stop")));
  }

  @Test
  void readsATaskWithItsTemplate() throws IOException, TaskException {
    BenchmarkTask task = sums(Mode.COMPAT, Api.COMPLETIONS);
    assertThat(task.id()).isEqualTo("sums");
    assertThat(task.version()).isEqualTo("1.5");
    assertThat(task.mode()).isEqualTo(Mode.COMPAT);
    Draft draft = draft(task, 0);
    // Random(1234).sample(range(9), 2) takes rows 7 and 1.
    assertThat(draft.prompt()).isEqualTo("8 + 8 = 16\n\n2 + 2 = 4\n\n1 + 2 =");
    assertThat(draft.parameters())
        .containsEntry("max_tokens", 8L)
        .containsEntry("stop", List.of("\n"))
        .containsEntry("seed", 1234L)
        .containsEntry("temperature", 0);
    assertThat(draft(sums(Mode.COMPAT, Api.CHAT), 0).prompt())
        .isEqualTo(
            List.of(
                Map.of("role", "user", "content", "8 + 8 ="),
                Map.of("role", "assistant", "content", "16"),
                Map.of("role", "user", "content", "2 + 2 ="),
                Map.of("role", "assistant", "content", "4"),
                Map.of("role", "user", "content", "1 + 2 =")));
  }

  @Test
  void takesTheFirstMatchInCompatibleModeAndTheLastInOfficialMode()
      throws IOException, TaskException {
    String reply = "<think>9</think>not 5 but 3";
    assertThat(read(sums(Mode.COMPAT, Api.CHAT), reply))
        .singleElement()
        .satisfies(reading -> assertThat(reading.extracted()).isEqualTo("9"));
    List<Reading> own = read(sums(Mode.OFFICIAL, Api.CHAT), reply);
    assertThat(own).extracting(Reading::filter).containsExactly("answer", "digits");
    assertThat(own).allMatch(Reading::correct);
  }

  @Test
  void findsAnswersInKoreanSentencesInOfficialMode() throws IOException, TaskException {
    BenchmarkTask task = sums(Mode.OFFICIAL, Api.CHAT);
    assertThat(read(task, "1에 2를 더하면 되므로 정답은 3입니다.").getFirst().correct()).isTrue();
    assertThat(read(task, "모르겠습니다.").getFirst().extracted()).isNull();
  }

  @Test
  void drawsOfficialExamplesByDocumentWhateverItsPosition() throws IOException, TaskException {
    Object before = draft(sums(Mode.OFFICIAL, Api.COMPLETIONS), 1).prompt();
    write("test.jsonl", "{\"question\": \"4 + 3\", \"answer\": 7}\n");
    assertThat(draft(sums(Mode.OFFICIAL, Api.COMPLETIONS), 0).prompt()).isEqualTo(before);
  }

  @Test
  void keepsTheDigestOnlyWhileNothingChanges() throws IOException, TaskException {
    var digest = sums(Mode.COMPAT, Api.CHAT).digest();
    assertThat(sums(Mode.COMPAT, Api.CHAT).digest()).isEqualTo(digest);
    assertThat(sums(Mode.OFFICIAL, Api.CHAT).digest()).isNotEqualTo(digest);
    write("train.jsonl", Files.readString(folder.resolve("train.jsonl")).replace("9 + 9", "9+9"));
    assertThat(sums(Mode.COMPAT, Api.CHAT).digest()).isNotEqualTo(digest);
  }

  @Test
  void acceptsAKeyThatOccursTwiceWithAWarning() throws IOException, TaskException {
    Path yaml = write("twice.yaml", SUMS + "num_fewshot: 1\n");
    HarnessFile file = HarnessFile.read(yaml);
    assertThat(file.members()).containsEntry("num_fewshot", 1L);
    assertThat(file.warnings())
        .containsExactly(
            "twice.yaml line 6: the key \"num_fewshot\" occurs again; the last value counts");
  }

  @Test
  void refusesAFunctionThatWasNotPortedByName() throws IOException {
    Path yaml = write("f.yaml", SUMS.replace("\"{{question}} =\"", "!function utils.unknown"));
    assertThatThrownBy(() -> HarnessTasks.read(yaml, folder, Mode.COMPAT, Api.CHAT))
        .isInstanceOf(TaskException.class)
        .hasMessageContaining("/utils.unknown needs a port");
  }

  @Test
  void refusesAFunctionWhoseSourceIsAnotherOne() throws IOException, TaskException {
    Path yaml =
        write(
            "kobest/f.yaml",
            "task: f\ntest_split: test\ndoc_to_text: !function utils.wic_doc_to_text\n"
                + "doc_to_target: x\n");
    assertThat(Validation.of(yaml).needsPort()).isEmpty();
    write("kobest/utils.py", "def wic_doc_to_text(doc):\n    return 'something else'\n");
    assertThat(Validation.of(yaml).needsPort()).containsExactly("kobest/utils.wic_doc_to_text");
  }

  @Test
  void readsExamplesThatAFunctionOnlyLists() throws IOException, TaskException {
    write(
        "utils.py",
        """
        def examples() -> list[dict]:
            # two of them
            return [
                {"question": "0 + 0", "answer": 0},
                {"question": '1 + '
                             '0', "answer": 1},
            ]
        """);
    Path yaml =
        write(
            "listed.yaml",
            SUMS + "fewshot_config: {sampler: first_n, samples: !function utils.examples}\n");
    assertThat(draft(HarnessTasks.read(yaml, folder, Mode.COMPAT, Api.COMPLETIONS), 0).prompt())
        .isEqualTo("0 + 0 = 0\n\n1 + 0 = 1\n\n1 + 2 =");
  }

  @Test
  void namesWhatIsWrong() throws IOException {
    assertWrong("doc_to_text: \"{{nope}}\"\n", "'nope' is undefined");
    assertWrong("doc_to_text: \"{{question|unheard}}\"\n", "the filter 'unheard'");
    assertWrong("include: missing\n", "there is no such file beside the task");
    assertWrong("output_type: telepathy\n", "there is no output_type telepathy");
    assertWrong("metric_list: [{metric: vibes}]\n", "the metric vibes of generate_until");
    assertWrong("test_split: other\n", "there is no file for the split \"other\"");
    assertWrong("custom_dataset: x\n", "the key \"custom_dataset\" is not supported");
    assertWrong("num_fewshot: 10\n", "10 examples are drawn from at least 10 documents");
    assertWrong("a: [", "not YAML");
  }

  private void assertWrong(String added, String reason) throws IOException {
    Path yaml = write("wrong.yaml", SUMS.replace("num_fewshot: 2\n", "") + added);
    assertThatThrownBy(() -> HarnessTasks.read(yaml, folder, Mode.COMPAT, Api.CHAT))
        .isInstanceOf(TaskException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void refusesAFileThatIncludesItself() throws IOException {
    Path yaml = write("self.yaml", "include: self.yaml\ntask: self\n");
    assertThatThrownBy(() -> HarnessFile.read(yaml)).isInstanceOf(TaskException.class);
  }

  private BenchmarkTask capitals(Mode mode, Api api) throws IOException, TaskException {
    write(
        "test.jsonl",
        """
        {"country": "대한민국", "cities": ["부산", "서울"], "gold": 1}
        {"country": "일본", "cities": ["도쿄", "오사카"], "gold": 0}
        """);
    return HarnessTasks.read(write("capitals.yaml", CAPITALS), folder, mode, api);
  }

  @Test
  void asksForTheLikelihoodOfEachChoice() throws IOException, TaskException {
    BenchmarkTask task = capitals(Mode.COMPAT, Api.COMPLETIONS);
    List<Draft> drafts = task.rendering().drafts(items(task).getFirst(), 0);
    assertThat(drafts).extracting(Draft::prompt).containsExactly("대한민국의 수도는? 부산", "대한민국의 수도는? 서울");
    assertThat(drafts).extracting(Draft::continuation).containsExactly(10, 10);
    List<Reply> replies =
        List.of(
            Reply.of(new Likelihood(List.of(-3.0), false)),
            Reply.of(new Likelihood(List.of(-1.0, -1.0), true)));
    Reading reading = task.judging().judge(items(task).getFirst(), 0, replies).getFirst();
    assertThat(reading.correct()).isTrue();
    assertThat(reading.extracted()).isEqualTo("서울");
  }

  @Test
  void hasAGenerativeTwinForChatInOfficialModeOnly() throws IOException, TaskException {
    BenchmarkTask twin = capitals(Mode.OFFICIAL, Api.CHAT);
    assertThat(draft(twin, 0).prompt())
        .isEqualTo(
            List.of(
                Map.of(
                    "role",
                    "user",
                    "content",
                    """
                    대한민국의 수도는?

                    A. 부산
                    B. 서울

                    A부터 B까지 가운데 알맞은 것 하나를 골라 "정답: " 뒤에 그 글자를 쓰세요.\
                    """)));
    assertThat(read(twin, "정답: B").getFirst().correct()).isTrue();
    assertThat(read(twin, "정답: A").getFirst().correct()).isFalse();
    assertThat(twin.judging().metrics().getFirst().filter()).isEqualTo("generated-letter");
    assertThatThrownBy(() -> capitals(Mode.COMPAT, Api.CHAT))
        .isInstanceOf(TaskException.class)
        .hasMessageContaining("needs the completions interface");
  }

  @Test
  void votesOverRepeats() throws IOException, TaskException {
    Path yaml =
        write(
            "votes.yaml",
            SUMS
                + """
                repeats: 3
                filter_list:
                  - name: vote
                    filter:
                      - {function: regex, regex_pattern: "[0-9]+"}
                      - {function: majority_vote}
                      - {function: take_first}
                """);
    BenchmarkTask task = HarnessTasks.read(yaml, folder, Mode.COMPAT, Api.CHAT);
    Item item = items(task).getFirst();
    assertThat(task.rendering().drafts(item, 0)).hasSize(3);
    List<Reply> replies =
        List.of(Reply.of("4", "stop"), Reply.of("it is 3", "stop"), Reply.of("3", "stop"));
    assertThat(task.judging().judge(item, 0, replies).getFirst().extracted()).isEqualTo("3");
  }

  @Test
  void readsTablesWithTypedColumns() throws IOException, TaskException {
    write("train.jsonl", "{\"question\": \"0\", \"answer\": 0}\n");
    Files.delete(folder.resolve("test.jsonl"));
    write("test.csv", "question,answer,share,sure\n1 + 2,3,0.5,True\n4 + 3,,2,False\n");
    Path yaml =
        write(
            "typed.yaml",
            SUMS.replace("num_fewshot: 2", "num_fewshot: 0")
                .replace("{{question}} =", "{{answer}} {{share}} {{sure}}"));
    BenchmarkTask task = HarnessTasks.read(yaml, folder, Mode.COMPAT, Api.COMPLETIONS);
    assertThat(draft(task, 0).prompt()).isEqualTo("3 0.5 True");
    assertThat(draft(task, 1).prompt()).isEqualTo("None 2.0 False");
  }

  @Test
  void followsGroupsAndTagsAndAveragesThem() throws IOException, TaskException {
    write(
        "more/other.yaml",
        SUMS.replace("task: sums", "task: other").replace("_template", "../_template"));
    write(
        "group.yaml",
        """
        group: all
        task:
          - sums
          - group: inner
            task: [{task: other, num_fewshot: 0}]
        aggregate_metric_list: [{metric: acc, weight_by_size: true}, {metric: em, weight_by_size: false}]
        """);
    HarnessTree tree = HarnessTree.of(folder);
    HarnessGroup group = tree.group("all");
    assertThat(group.groups().getFirst().name()).isEqualTo("all::inner");
    assertThat(group.allTasks())
        .extracting(file -> file.members().get("task"))
        .containsExactly("sums", "other");
    assertThat(group.allTasks().get(1).members()).containsEntry("num_fewshot", 0L);
    var scores =
        List.of(
            new TaskScores(
                10,
                Map.of(
                    "acc,none", new Estimate(0.5, 0.1, 10), "em,none", new Estimate(1.0, 0.3, 10))),
            new TaskScores(
                30,
                Map.of(
                    "acc,none",
                    new Estimate(0.9, 0.05, 30),
                    "em,none",
                    new Estimate(0.0, 0.4, 30))));
    Estimate weighted = Objects.requireNonNull(group.aggregate(scores).get("acc,none"));
    assertThat(weighted.value()).isCloseTo(0.8, within(1e-12));
    double pooled = (9 * 0.01 * 10 + 29 * 0.0025 * 30) / 38 / 40;
    assertThat(weighted.standardError()).isCloseTo(Math.sqrt(pooled), within(1e-12));
    assertThat(group.aggregate(scores).get("em,none"))
        .isEqualTo(new Estimate(0.5, Math.sqrt(0.09 + 0.16) / 2, 40));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void scoresTheExampleSolutionsOfGsm8kAsTheirPublishersDid(Mode mode)
      throws IOException, TaskException {
    Path data = HarnessReferenceTests.shared().resolve("gsm8k");
    Path yaml = HarnessReferenceTests.shared().resolve("lm-eval-tasks/gsm8k/gsm8k.yaml");
    assumeTrue(
        Files.exists(data.resolve("example_model_solutions.jsonl")),
        "there is no ../shared/data/gsm8k beside the repository");
    BenchmarkTask task = HarnessTasks.read(yaml, data, mode, Api.COMPLETIONS);
    String filter = mode == Mode.OFFICIAL ? "answer" : "flexible-extract";
    List<Item> items = items(task);
    JsonMapper json = JsonMapper.builder().build();
    Map<String, Integer> right = new TreeMap<>();
    int row = 0;
    for (String line : Files.readAllLines(data.resolve("example_model_solutions.jsonl"))) {
      JsonNode solutions = json.readTree(line);
      Item item = items.get(row++);
      for (var model : solutions.properties()) {
        if (!model.getValue().isObject()) {
          continue;
        }
        String solution = model.getValue().get("solution").asString();
        boolean correct =
            task.judging().judge(item, 0, List.of(Reply.of(solution, "stop"))).stream()
                .filter(reading -> reading.filter().equals(filter))
                .anyMatch(Reading::correct);
        assertThat(correct)
            .as("%s on question %s", model.getKey(), row)
            .isEqualTo(model.getValue().get("is_correct").asBoolean());
        right.merge(model.getKey(), correct ? 1 : 0, Integer::sum);
      }
    }
    assertThat(right)
        .isEqualTo(
            Map.of(
                "6b_finetuning", 286,
                "6b_verification", 515,
                "175b_finetuning", 458,
                "175b_verification", 742));
  }
}
