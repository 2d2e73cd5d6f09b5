package org.gwageo.benchmark.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.metric.Metric;
import org.gwageo.benchmark.metric.Reading;
import org.gwageo.benchmark.metric.Value;
import org.gwageo.benchmark.sandbox.Interpreter;
import org.gwageo.benchmark.sandbox.Limits;
import org.gwageo.benchmark.sandbox.PythonJudge;
import org.gwageo.benchmark.sandbox.PythonProblem;
import org.gwageo.benchmark.sandbox.Sandbox;
import org.gwageo.benchmark.sandbox.SandboxException;
import org.gwageo.benchmark.sandbox.Verdict;
import org.gwageo.benchmark.task.Api;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.Mode;
import org.gwageo.benchmark.task.ProgramRunner;
import org.gwageo.benchmark.task.TaskException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class ProgramTasksTests {

  private static final String DOUBLING =
      """
      {"task_id":"Own/0","prompt":"def double(n):\\n    \\"\\"\\"Doubles.\\"\\"\\"\\n",\
      "canonical_solution":"    return 2 * n\\n","entry_point":"double",\
      "test":"def check(candidate):\\n    assert candidate(21) == 42\\n"}
      """;

  private static final String CUBING =
      """
      {"task_id":7,"text":"Write a function that cubes.","code":"import math\\ndef cube(n):\\n  return n ** 3",\
      "test_list":["assert cube(2) == 8","assert math.isclose(cube(3), 27)","assert cube(0) == 0"],\
      "test_setup_code":"ZERO = 0","challenge_test_list":[]}
      """;

  /** Remembers what it is given; a program passes if it holds the word "good". */
  private static final class Runner implements ProgramRunner {

    private final List<PythonProblem> seen = Collections.synchronizedList(new ArrayList<>());

    @Override
    public Verdict run(PythonProblem problem) {
      seen.add(problem);
      return String.join("", problem.sources()).contains("good")
          ? new Verdict(Verdict.Kind.PASSED, "")
          : new Verdict(Verdict.Kind.FAILED_ASSERTION, "assert candidate(21) == 42");
    }
  }

  @TempDir private Path folder;

  private BenchmarkTask task(String yaml, String rows, Mode mode)
      throws IOException, TaskException {
    Path data = Files.createTempDirectory(folder, "rows");
    Files.writeString(data.resolve("test.jsonl"), rows);
    return HarnessTasks.read(PortedTasksTests.yaml(yaml), data, mode, Api.COMPLETIONS);
  }

  private static List<Reading> read(BenchmarkTask task, String... replies)
      throws IOException, TaskException {
    Item item = HarnessReferenceTests.items(task).getFirst();
    return task.judging()
        .judge(item, 0, Stream.of(replies).map(text -> Reply.of(text, "stop")).toList());
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void refusesAProgramUntilRunningIsAllowed(Mode mode) throws IOException, TaskException {
    for (BenchmarkTask task :
        List.of(
            task("humaneval/programs.yaml", DOUBLING, mode),
            task("mbpp/programs.yaml", CUBING, mode))) {
      assertThatThrownBy(() -> read(task, "    return 2 * n\n"))
          .isInstanceOf(TaskException.class)
          .hasMessageContaining("document 0")
          .hasMessageContaining("--allow-code");
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void runsNothingForAnEmptyReply(Mode mode) throws IOException, TaskException {
    var runner = new Runner();
    for (BenchmarkTask task :
        List.of(
            task("humaneval/programs.yaml", DOUBLING, mode).with(runner),
            task("mbpp/programs.yaml", CUBING, mode).with(runner))) {
      for (Reading reading : read(task, " \n")) {
        assertThat(reading.correct()).isFalse();
        assertThat(reading.extracted()).isNull();
        assertThat(reading.values().values()).containsOnly(new Value.Score(0));
      }
    }
    assertThat(runner.seen).isEmpty();
  }

  @Test
  void runsTheCompletionAfterThePromptWithTheTasksTests() throws IOException, TaskException {
    var runner = new Runner();
    BenchmarkTask task = task("humaneval/programs.yaml", DOUBLING, Mode.COMPAT).with(runner);
    Reading reading = read(task, "    return good\n").getFirst();
    assertThat(reading.filter()).isEqualTo("program");
    assertThat(reading.correct()).isTrue();
    assertThat(reading.extracted()).isEqualTo("passed");
    String prompt = "def double(n):\n    \"\"\"Doubles.\"\"\"\n";
    assertThat(runner.seen)
        .containsExactly(
            new PythonProblem(
                "Own/0",
                List.of(prompt + "    return good\n"),
                prompt,
                "def check(candidate):\n    assert candidate(21) == 42\n\ncheck(double)\n",
                List.of("double")));
    Reading wrong = read(task, "    return 1\n").getFirst();
    assertThat(wrong.extracted()).isEqualTo("failed-assertion");
    assertThat(wrong.note()).contains("assert candidate");
  }

  @Test
  void drawsFromTheRepliesToADocument() throws IOException, TaskException {
    var runner = new Runner();
    BenchmarkTask task = task("humaneval/several.yaml", DOUBLING, Mode.COMPAT).with(runner);
    assertThat(task.judging().metrics())
        .extracting(Metric::name)
        .containsExactly("pass@1", "pass@2", "pass@4");
    Item item = HarnessReferenceTests.items(task).getFirst();
    assertThat(task.rendering().drafts(item, 0)).hasSize(4);
    Reading reading = read(task, "    good\n```\nrest", "    bad", "", "    bad").getFirst();
    // One of four is right: 1 - C(3, k) / C(4, k).
    assertThat(reading.values())
        .containsEntry("pass@1", new Value.Score(0.25))
        .containsEntry("pass@2", new Value.Score(0.5))
        .containsEntry("pass@4", new Value.Score(1));
    assertThat(reading.correct()).isFalse();
    assertThat(reading.extracted()).isEqualTo("passed 1 of 4");
    assertThat(runner.seen).hasSize(3);
    assertThat(runner.seen.getFirst().sources().getFirst()).endsWith("    good\n");
  }

  @Test
  void readsAFencedProgramFirstInOfficialMode() throws IOException, TaskException {
    var runner = new Runner();
    BenchmarkTask task = task("humaneval/programs.yaml", DOUBLING, Mode.OFFICIAL).with(runner);
    List<Reading> readings =
        read(task, "<think>hm</think>Here:\n```python\ndef double(n):\n    return good\n```\n");
    assertThat(readings).extracting(Reading::filter).containsExactly("answer", "program");
    assertThat(readings.getFirst().correct()).isTrue();
    assertThat(runner.seen.getFirst().sources())
        .last()
        .isEqualTo("def double(n):\n    return good\n");
    assertThat(task.judging().metrics())
        .extracting(metric -> metric.name() + "," + metric.filter())
        .containsExactly("pass@1,answer", "pass@1,program");
  }

  @Test
  void testsMbppByTheTargetInCompatibleModeAndByAllTestsInOfficialMode()
      throws IOException, TaskException {
    var runner = new Runner();
    read(task("mbpp/programs.yaml", CUBING, Mode.COMPAT).with(runner), "def cube(n): good");
    assertThat(runner.seen.getLast())
        .isEqualTo(
            new PythonProblem(
                "7",
                List.of("def cube(n): good"),
                "import math\n",
                "\nassert cube(2) == 8\nassert math.isclose(cube(3), 27)\n",
                List.of("cube")));
    runner.seen.clear();
    read(task("mbpp/programs.yaml", CUBING, Mode.OFFICIAL).with(runner), "def cube(n): good");
    assertThat(runner.seen.getFirst().tests())
        .startsWith("ZERO = 0\n")
        .contains("assert cube(0) == 0");
  }

  @Test
  void refusesMoreDrawsThanRepliesAndOtherMetricsBeside() throws IOException {
    Path copy = Files.createDirectories(folder.resolve("humaneval")).resolve("own.yaml");
    String yaml = Files.readString(PortedTasksTests.yaml("humaneval/programs.yaml"));
    Files.writeString(folder.resolve("test.jsonl"), DOUBLING);
    for (String wrong :
        List.of(
            yaml.replace("k: [1]", "k: [1, 2]"),
            yaml.replace("k: [1]", "k: [0]"),
            yaml.replace(", k: [1]", ""),
            yaml + "  - metric: exact_match\n")) {
      Files.writeString(copy, wrong);
      assertThatThrownBy(() -> HarnessTasks.read(copy, folder, Mode.COMPAT, Api.COMPLETIONS))
          .isInstanceOf(TaskException.class)
          .hasMessageContaining("pass_at_k");
    }
  }

  @Test
  void warnsThatProgramsAreRun() throws IOException, TaskException {
    Validation found = Validation.of(PortedTasksTests.yaml("humaneval/programs.yaml"));
    assertThat(found.isReady()).isTrue();
    assertThat(found.warnings()).anyMatch(warning -> warning.contains("--allow-code"));
  }

  @Test
  void passesPublishedSolutionsInTheSandbox() throws IOException, TaskException {
    Path file = HarnessReferenceTests.shared().resolve("humaneval/HumanEval.jsonl.gz");
    assumeTrue(Files.exists(file), "there is no ../shared/data/humaneval");
    List<String> rows = new ArrayList<>();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      while (rows.size() < 3) {
        rows.add(lines.readLine());
      }
    }
    try (Sandbox sandbox = sandbox()) {
      ProgramRunner runner = new SandboxRunner(new PythonJudge(sandbox));
      BenchmarkTask task =
          task("humaneval/programs.yaml", String.join("\n", rows), Mode.COMPAT).with(runner);
      for (Item item : HarnessReferenceTests.items(task)) {
        String solution = String.valueOf(item.fields().get("canonical_solution"));
        assertThat(task.judging().judge(item, 0, List.of(Reply.of(solution, "stop"))))
            .as(item.id())
            .allMatch(Reading::correct);
        assertThat(task.judging().judge(item, 0, List.of(Reply.of("    return None\n", "stop"))))
            .as(item.id())
            .noneMatch(Reading::correct);
      }
      BenchmarkTask cubes = task("mbpp/programs.yaml", CUBING, Mode.OFFICIAL).with(runner);
      assertThat(read(cubes, "```python\ndef cube(n):\n  return n * n * n\n```").getFirst())
          .matches(Reading::correct);
    }
  }

  private record SandboxRunner(PythonJudge judge) implements ProgramRunner {
    @Override
    public Verdict run(PythonProblem problem) {
      try {
        return judge.judge(problem).verdict();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Verdict(Verdict.Kind.REFUSED, "interrupted");
      }
    }
  }

  private static Sandbox sandbox() {
    Optional<Interpreter> python = Interpreter.python();
    assumeTrue(python.isPresent(), "there is no python3 on this machine");
    try {
      return Sandbox.open(python.orElseThrow(), Limits.of(5), false);
    } catch (SandboxException e) {
      abort("there is no isolation on this machine: " + e.getMessage());
      throw new AssertionError(e);
    }
  }
}
