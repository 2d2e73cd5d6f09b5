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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code gwageo benchmark run --model a,b}. */
class SeveralModelsTests {

  /** Nothing listens on the discard port of the loopback interface. */
  private static final String NOBODY = "http://127.0.0.1:9/v1";

  @TempDir private Path folder;
  private final Shell shell = Shell.piped();
  private Path task = Path.of("");
  private Path out = Path.of("");

  @BeforeEach
  void writeTask() throws Exception {
    task = SumsTask.write(folder.resolve("sums"), 20);
    out = folder.resolve("runs");
  }

  private Run run(Shell in, String endpoints, String models, Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "benchmark",
                "run",
                "--task",
                task,
                "--endpoint",
                endpoints,
                "--model",
                models,
                "--out",
                out));
    arguments.addAll(List.of(more));
    return in.run(arguments.toArray());
  }

  @Test
  void eachModelHasAFolderAndAResultOfItsOwn() throws Exception {
    try (var one = SumsEndpoint.start(Set.of(), 0);
        var two = SumsEndpoint.start(Set.of("3+1"), 0)) {
      Run run = run(shell, one.url() + "," + two.url(), "adder,org/other", "--json", "-");
      assertThat(run.status()).as(run.err()).isEqualTo(1);
      JsonNode models = JsonMapper.shared().readTree(run.out()).path("models");
      assertThat(models.valueStream().map(model -> model.path("model").asString("")))
          .containsExactly("adder", "org/other");
      assertThat(models.get(0).path("run").path("scored").asInt()).isEqualTo(20);
      assertThat(models.get(1).path("run").path("scored").asInt()).isEqualTo(19);
      assertThat(models.get(1).path("run").path("unanswered").toString())
          .isEqualTo("{\"refused\":1}");
      assertThat(models.get(1).path("out").asString("")).endsWith("org_other");
      for (String name : List.of("adder", "org_other")) {
        assertThat(out.resolve(name))
            .isDirectoryContaining(file -> file.endsWith("journal.jsonl"))
            .isDirectoryContaining(file -> file.endsWith("result.json"))
            .isDirectoryContaining(file -> file.endsWith("latency.json"));
        assertThat(shell.run("benchmark", "score", out.resolve(name)).status()).isIn(0, 1);
      }
    }
  }

  @Test
  void theyAreAskedInTurnsAndNotOneAfterTheOther() throws Exception {
    task = SumsTask.write(folder.resolve("many"), 200);
    try (var slow = SumsEndpoint.start(Set.of(), 5);
        var fast = SumsEndpoint.start(Set.of(), 0)) {
      Run run = run(shell, slow.url() + "," + fast.url(), "slow,fast", "--concurrency", "2");
      assertThat(run.status()).as(run.err()).isZero();
    }
    // Of the moments at which requests were sent, the two runs share nearly all.
    List<String> slow = moments("slow");
    List<String> fast = moments("fast");
    long before = fast.stream().filter(at -> at.compareTo(slow.get(100)) < 0).count();
    assertThat(before)
        .as("requests of the fast one when half of the slow one's were sent")
        .isBetween(60L, 160L);
  }

  private List<String> moments(String model) throws Exception {
    return Files.readAllLines(out.resolve(model).resolve("journal.jsonl")).stream()
        .map(line -> JsonMapper.shared().readTree(line).path("sentAt").asString(""))
        .sorted()
        .toList();
  }

  @Test
  void theSameCommandContinuesAndAsksNothingAgain() throws Exception {
    try (var endpoint = SumsEndpoint.start(Set.of(), 0)) {
      assertThat(run(shell, endpoint.url(), "a,b").status()).isZero();
      assertThat(endpoint.answered().values()).allMatch(times -> times == 2);
      Run again = run(shell, endpoint.url(), "a,b");
      assertThat(again.status()).isZero();
      assertThat(again.out())
          .contains("sums  a\n", "sums  b\n", "to compare: gwageo benchmark compare ");
      assertThat(endpoint.answered().values()).allMatch(times -> times == 2);
      assertThat(shell.run("benchmark", "compare", out.resolve("a"), out.resolve("b")).status())
          .isZero();
    }
  }

  @Test
  void oneThatNobodyServesLeavesTheOthersAlone() throws Exception {
    try (var endpoint = SumsEndpoint.start(Set.of(), 0)) {
      Run run = run(shell, NOBODY + "," + endpoint.url(), "dead,alive", "--attempts", "1");
      assertThat(run.status()).isEqualTo(1);
      assertThat(run.out()).contains("connect 20", "accuracy 90.00 ± ");
      assertThat(endpoint.answered()).hasSize(20);
    }
  }

  @Test
  void eachHasALineOfProgress() throws Exception {
    try (var endpoint = SumsEndpoint.start(Set.of(), 0)) {
      Run run = run(Shell.watched(), endpoint.url(), "long-name,b");
      assertThat(run.status()).isZero();
      assertThat(run.err())
          .contains("long-name  ███", "b          ███", "100%  20/20")
          .contains("\u001b[1A\u001b[1A");
    }
  }

  @Test
  void listsThatDoNotFitAreRefusedInOneSentence() {
    assertThat(run(shell, "http://a.test/v1,http://b.test/v1", "a,b,c").err())
        .isEqualTo(
            "gwageo: --endpoint has 2 parts for 3 models; give one for all, or one for each\n");
    assertThat(run(shell, "http://a.test/v1", "a,,b").err())
        .isEqualTo("gwageo: --model has an empty part: \"a,,b\"\n");
    assertThat(run(shell, "http://a.test/v1", "org/a,org_a").err())
        .contains("the models \"org/a\" and \"org_a\" would share the folder org_a");
    assertThat(run(shell, "http://a.test/v1", "a,b", "--revision", "x,y,z").err())
        .contains("--revision has 3 parts for 2 models");
    assertThat(out).doesNotExist();
    Run probe = shell.run("benchmark", "probe", "--endpoint", "http://a.test/v1", "--model", "a,b");
    assertThat(probe.status()).isEqualTo(2);
    assertThat(probe.err()).contains("--model names one model here, not \"a,b\"");
  }
}
