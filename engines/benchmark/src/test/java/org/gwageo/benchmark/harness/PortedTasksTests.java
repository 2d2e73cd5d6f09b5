package org.gwageo.benchmark.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.gwageo.benchmark.task.Api;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Mode;
import org.gwageo.benchmark.task.TaskException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Compares the ported functions with lm-evaluation-harness 0.4.13 on made-up documents: {@code
 * reference.py} read the tasks in {@code tasks/} beside the harness's own modules.
 */
class PortedTasksTests {

  private static final JsonNode PORTS = HarnessReferenceTests.reference().get("ports");

  @TempDir private Path folder;

  /** The task's file; its folder says which functions are meant. */
  static Path yaml(String name) {
    try {
      URL found = PortedTasksTests.class.getResource("tasks/" + name);
      return Path.of(Objects.requireNonNull(found, name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(name, e);
    }
  }

  private void rows(String name) throws IOException {
    for (var split : PORTS.get(name).get("rows").properties()) {
      var lines = new StringBuilder();
      split.getValue().forEach(row -> lines.append(row).append('\n'));
      Files.writeString(folder.resolve(split.getKey() + ".jsonl"), lines);
    }
  }

  private static Stream<String> names() {
    return PORTS.propertyNames().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void asksAndScoresAsTheHarnessDoes(String name) throws IOException, TaskException {
    rows(name);
    JsonNode expected = PORTS.get(name);
    boolean official = name.startsWith("gpqa") || name.startsWith("ifeval");
    Mode mode = official ? Mode.OFFICIAL : Mode.COMPAT;
    BenchmarkTask task = HarnessTasks.read(yaml(name), folder, mode, Api.COMPLETIONS);
    assertThat(task.items().count()).isPositive();
    HarnessReferenceTests.assertSamePrompts(task, expected.get("text"));
    if (expected.has("chat")) {
      HarnessReferenceTests.assertSamePrompts(
          HarnessTasks.read(yaml(name), folder, mode, Api.CHAT), expected.get("chat"));
    }
    if (expected.has("scores")) {
      HarnessReferenceTests.assertSameScores(
          task, expected.get("scores"), PortedTasksTests::answered);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpqa/zeroshot/main.yaml", "ifeval/rules.yaml"})
  void refusesCompatibleModeWhereNoRuleCanBeRepeated(String name) throws IOException {
    rows(name);
    assertThatThrownBy(() -> HarnessTasks.read(yaml(name), folder, Mode.COMPAT, Api.COMPLETIONS))
        .isInstanceOf(TaskException.class)
        .hasMessageContaining("official mode only");
  }

  /** The reply that reference.py makes up for the same prompt. */
  private static String answered(String prompt, String target) {
    return switch (HarnessReferenceTests.sha256(prompt)[0] & 7) {
      case 0 -> "I think the answer is (" + target + ").";
      case 1 -> "So $\\boxed{" + target + "}$";
      case 2 -> "It is $" + target + "$";
      case 3 -> "";
      case 4 -> target;
      case 5 -> "정답: " + target;
      case 6 -> "$y = 3$, so $x = " + target + "$ and \\boxed{x = " + target + "}.";
      default -> "I do not know, answer 12";
    };
  }
}
