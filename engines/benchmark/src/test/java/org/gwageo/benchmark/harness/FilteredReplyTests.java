package org.gwageo.benchmark.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.benchmark.journal.Outcome.Answered;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.score.BenchmarkScoring;
import org.gwageo.benchmark.score.QuestionScore;
import org.gwageo.benchmark.task.Api;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.ItemReader;
import org.gwageo.benchmark.task.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilteredReplyTests {

  private static final String SUMS =
      """
      task: sums
      dataset_path: example/sums
      test_split: test
      output_type: generate_until
      doc_to_text: "{{question}} ="
      doc_to_target: "{{answer}}"
      metric_list:
        - metric: exact_match
      filter_list:
        - name: digits
          filter:
            - function: regex
              regex_pattern: "([0-9]+)"
            - function: take_first
      """;

  @TempDir private Path folder;

  private QuestionScore judged(Mode mode, String reply) throws Exception {
    Path yaml = Files.writeString(folder.resolve("sums.yaml"), SUMS);
    Files.writeString(folder.resolve("test.jsonl"), "{\"question\":\"1 + 2\",\"answer\":\"3\"}\n");
    BenchmarkTask task = HarnessTasks.read(yaml, folder, mode, Api.CHAT);
    try (ItemReader items = task.items().open()) {
      Item item = Objects.requireNonNull(items.next());
      return BenchmarkScoring.judge(
          task,
          task.question(item, 0, new Subject("m", "", "")),
          1,
          List.of(new Answered(Reply.of(reply, "content_filter"))));
    }
  }

  @Test
  void isCountedAsFilteredWhereNothingIsFound() throws Exception {
    for (Mode mode : Mode.values()) {
      QuestionScore score = judged(mode, "");
      assertThat(score.failure()).isEqualTo(FailureClass.FILTERED);
      assertThat(score.correct()).isFalse();
      assertThat(score.isScored()).isTrue();
    }
  }

  @Test
  void isScoredByItsTextAsTheHarnessDoesInCompatibleModeOnly() throws Exception {
    QuestionScore compatible = judged(Mode.COMPAT, "3, and");
    assertThat(compatible.failure()).isNull();
    assertThat(compatible.correct()).isTrue();

    QuestionScore official = judged(Mode.OFFICIAL, "3, and");
    assertThat(official.failure()).isEqualTo(FailureClass.FILTERED);
    assertThat(official.correct()).isFalse();
  }
}
