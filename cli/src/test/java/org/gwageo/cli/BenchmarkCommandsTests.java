package org.gwageo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gwageo.cli.Shell.Run;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkCommandsTests {

  @TempDir private Path folder;
  private final Shell shell = Shell.piped();
  private Path task = Path.of("");
  private Path out = Path.of("");

  @BeforeEach
  void writeTask() throws Exception {
    task = SumsTask.write(folder.resolve("sums"), 20);
    out = folder.resolve("run");
  }

  private Run run(Shell shell, String endpoint, Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "benchmark",
                "run",
                "--task",
                task,
                "--endpoint",
                endpoint,
                "--model",
                "adder",
                "--out",
                out));
    arguments.addAll(List.of(more));
    return shell.run(arguments.toArray());
  }

  @Test
  void aRunIsScoredAndItsFilesAreWritten() throws Exception {
    try (var endpoint = SumsEndpoint.start(Set.of(), 0)) {
      Run run = run(shell, endpoint.url());
      assertThat(run.status()).isZero();
      assertThat(run.err()).isEmpty();
      assertThat(run.out())
          .startsWith("sums  adder\n")
          .contains("accuracy 90.00 ± ")
          .contains("(18 correct of 20 that count, of 20 questions)")
          .contains("20 requests, 0 retries");
      assertThat(out).isDirectoryContaining(file -> file.endsWith("journal.jsonl"));
      assertThat(endpoint.answered()).hasSize(20);
    }
  }

  @Test
  void theSameCommandAgainAsksNothingAgain() throws Exception {
    try (var endpoint = SumsEndpoint.start(Set.of(), 0)) {
      Run first = run(shell, endpoint.url(), "--json", "-");
      Run second = run(shell, endpoint.url(), "--json", "-");
      assertThat(second).isEqualTo(first);
      assertThat(out.resolve("result.json")).hasContent(first.out());
      assertThat(endpoint.answered().values()).containsOnly(1);
    }
  }

  @Test
  void questionsWithoutAReplyEndWithStatusOne() throws Exception {
    try (var endpoint = SumsEndpoint.start(Set.of("3+1", "7+1"), 0)) {
      Run run = run(shell, endpoint.url());
      assertThat(run.status()).isEqualTo(1);
      assertThat(run.out())
          .contains("refused 2 (does not count)")
          .contains("(16 correct of 18 that count, of 20 questions)");
    }
  }

  @Test
  void aWatchedRunShowsItsProgress() throws Exception {
    try (var endpoint = SumsEndpoint.start(Set.of("3+1"), 30)) {
      Run run = run(Shell.watched(), endpoint.url(), "--concurrency", 2);
      assertThat(run.err())
          .contains("  0%  0/20")
          .containsPattern("\\d+/20 +[0-9.]+/s +ETA 0:0\\d +correct [0-9.]+ %")
          .contains("refused 1")
          .endsWith("\r\u001b[2K");
      assertThat(run.out()).doesNotContain("\u001b");
    }
  }

  @Test
  void aLimitAsksOnlyTheFirstItems() throws Exception {
    try (var endpoint = SumsEndpoint.start(Set.of(), 0)) {
      Run run = run(shell, endpoint.url(), "--limit", 3, "--lang", "ko");
      assertThat(run.status()).isZero();
      assertThat(run.out()).contains("정답률 100.00").contains("(정답 3 / 채점 3 / 문항 3)");
      assertThat(endpoint.answered()).containsOnlyKeys("0+1", "1+1", "2+1");
    }
  }

  @Test
  void pricesSayWhatARunCostAndChangeNoDigest() throws Exception {
    Path prices =
        Files.writeString(
            folder.resolve("prices.json"),
            "{\"currency\":\"KRW\",\"prompt\":300,\"completion\":1200}");
    try (var endpoint = SumsEndpoint.start(Set.of(), 0)) {
      Run priced = run(shell, endpoint.url(), "--prices", prices, "--json", "-");
      assertThat(priced.out()).contains("\"cost\":{").contains("\"currency\":\"KRW\"");
      assertThat(priced.out()).contains("\"latency\":{");
      assertThat(Files.readString(out.resolve("result.json"))).doesNotContain("\"cost\"");
    }
    Run again = shell.run("benchmark", "score", out, "--prices", prices);
    assertThat(again.status()).isZero();
    assertThat(again.out())
        .containsPattern("cost [0-9.]+ KRW \\(\\d+ of 20 replies tell their tokens\\)");
    Run wrong = shell.run("benchmark", "score", out, "--prices", task);
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err()).contains("the prices ").contains(" are wrong: ");
  }

  @Test
  void scoreRepeatsTheResultAndChangesNothing() throws Exception {
    try (var endpoint = SumsEndpoint.start(Set.of(), 0)) {
      run(shell, endpoint.url());
    }
    byte[] result = Files.readAllBytes(out.resolve("result.json"));
    Run same = shell.run("benchmark", "score", out, "--json", "-");
    assertThat(same.status()).isZero();
    assertThat(same.out()).isEqualTo(new String(result, java.nio.charset.StandardCharsets.UTF_8));
    Path changed = out.resolve("result.json");
    Files.writeString(
        changed, Files.readString(changed).replace("\"correct\":18", "\"correct\":19"));
    Run other = shell.run("benchmark", "score", out);
    assertThat(other.status()).isEqualTo(1);
    assertThat(other.err().lines()).hasSize(1);
    assertThat(other.err())
        .startsWith(
            "gwageo: " + changed + " is not what the journal gives, whose digest is sha256:");
    Files.delete(changed);
    assertThat(shell.run("benchmark", "score", out).err())
        .isEqualTo("gwageo: " + changed + " is missing, the run has not ended\n");
    assertThat(changed).doesNotExist();
  }

  @Test
  void aDamagedJournalIsNamedWithItsLine() throws Exception {
    try (var endpoint = SumsEndpoint.start(Set.of(), 0)) {
      run(shell, endpoint.url());
    }
    Path journal = out.resolve("journal.jsonl");
    Files.writeString(journal, Files.readString(journal).replaceFirst("\\{", "("));
    Run run = shell.run("benchmark", "score", out);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains("journal.jsonl line 1: ");
  }

  @Test
  void listShowsTheTasksOfTheProduct() {
    Run run = shell.run("benchmark", "list");
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .containsPattern("(?m)^ko-arithmetic +1 +60 +chat +Arithmetic in Korean")
        .containsPattern("(?m)^opposites-choice ");
  }

  @Test
  void listNamesTasksThatAreWrong() throws Exception {
    Path wrong = Files.createDirectory(folder.resolve("wrong")).resolve("task.yaml");
    Files.writeString(wrong, "format: gwageo-task/1\ncolour: red\n");
    Run run = shell.run("benchmark", "list", folder);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).containsPattern("(?m)^sums +1 +20 ");
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).startsWith("gwageo: the task " + wrong + " is wrong: task.yaml line ");
  }

  @Test
  void aTaskIsFoundByItsNameOrItsFolder() throws Exception {
    try (var endpoint = SumsEndpoint.start(Set.of(), 0)) {
      task = task.resolveSibling("");
      assertThat(run(shell, endpoint.url()).status()).isZero();
    }
    task = Path.of("ko-arithmetic");
    Run named = run(shell, "http://127.0.0.1:9/v1");
    assertThat(named.status()).isEqualTo(2);
    assertThat(named.err()).contains("holds a run of task sums").contains("not of ko-arithmetic");
    task = Path.of("rehearsal/en-arithmetic");
    assertThat(run(shell, "http://127.0.0.1:9/v1").err()).contains("not of en-arithmetic");
    task = Path.of("en-arithmetic");
    assertThat(run(shell, "http://127.0.0.1:9/v1").err())
        .isEqualTo(
            "gwageo: the task en-arithmetic is ambiguous: rehearsal-runs/en-arithmetic and"
                + " rehearsal/en-arithmetic\n");
    task = Path.of("no-such-task");
    assertThat(run(shell, "http://127.0.0.1:9/v1").err())
        .isEqualTo(
            "gwageo: the task no-such-task is neither a file nor a task of this product (gwageo"
                + " benchmark list)\n");
  }

  @Test
  void aTaskThatIsWrongIsRefusedWithItsLine() throws Exception {
    Files.writeString(task, Files.readString(task).replace("temperature: 0", "temperatur: 0"));
    Run run = run(shell, "http://127.0.0.1:9/v1");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err())
        .startsWith("gwageo: the task " + task + " cannot be asked: task.yaml line ")
        .contains("temperatur");
    assertThat(out).doesNotExist();
  }

  @Test
  void whatCannotBeAnEndpointIsRefused() {
    assertThat(run(shell, "models.example").err())
        .isEqualTo(
            "gwageo: an endpoint is an http or https address that ends in /v1, not"
                + " models.example\n");
    assertThat(run(shell, "http://a b/v1").err())
        .isEqualTo("gwageo: --endpoint http://a b/v1 is not an address\n");
    assertThat(run(shell, "http://127.0.0.1:9/v1", "--concurrency", "many").err())
        .isEqualTo("gwageo: concurrency is auto or a number from 1 to 4096, not \"many\"\n");
    assertThat(run(shell, "http://127.0.0.1:9/v1", "--limit", 0).err())
        .isEqualTo("gwageo: --limit is at least 1, not 0\n");
    assertThat(run(shell, "http://127.0.0.1:9/v1", "--token-variable", "MISSING").err())
        .isEqualTo("gwageo: the environment variable MISSING is not set\n");
    assertThat(out).doesNotExist();
  }

  @Test
  void aFileInPlaceOfTheOutputFolderIsRefused() throws Exception {
    Files.writeString(out, "here");
    assertThat(run(shell, "http://127.0.0.1:9/v1"))
        .isEqualTo(new Run(2, "", "gwageo: the output " + out + " is a file, not a folder\n"));
    out = out.resolve("below");
    Run below = run(shell, "http://127.0.0.1:9/v1");
    assertThat(below.status()).isEqualTo(2);
    assertThat(below.err())
        .startsWith("gwageo: the run " + out + " cannot be prepared: ")
        .contains(folder.resolve("run").toString());
  }

  @Test
  void whatIsNoRunCannotBeScored() throws Exception {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThat(shell.run("benchmark", "score", empty))
        .isEqualTo(
            new Run(
                2,
                "",
                "gwageo: the description of the run %s/run.json does not exist\n"
                    .formatted(empty)));
    assertThat(shell.run("benchmark", "score", task).err())
        .isEqualTo("gwageo: the run " + task + " is a file, not a folder\n");
    assertThat(shell.run("benchmark", "list", folder.resolve("no")).err())
        .isEqualTo("gwageo: the folder of tasks " + folder.resolve("no") + " does not exist\n");
  }
}
