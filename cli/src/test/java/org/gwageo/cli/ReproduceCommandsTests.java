package org.gwageo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.gwageo.cli.Shell.Run;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproduceCommandsTests {

  @TempDir private Path folder;
  private final Shell shell = Shell.piped();
  private Path task;
  private Path team;

  @BeforeEach
  void fiveRuns() throws Exception {
    task = SumsTask.write(folder.resolve("sums"), 20);
    team = folder.resolve("team");
    try (var endpoint = SumsEndpoint.start(Set.of(), 0)) {
      for (int i = 1; i <= 5; i++) {
        ask(endpoint, i, folder.resolve("sums/items.jsonl"), team.resolve("run-" + i));
      }
    }
    Run run = shell.run("benchmark", "reproduce", "bundle", team, "--hardware", "one laptop");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo("sums: 5 runs, mean 0.900000, standard deviation 0.000000\n");
  }

  private void ask(SumsEndpoint endpoint, int seed, Path items, Path out) {
    Run run =
        shell.run(
            "benchmark",
            "run",
            "--task",
            task,
            "--data",
            items,
            "--seed",
            seed,
            "--endpoint",
            endpoint.url(),
            "--model",
            "adder",
            "--out",
            out);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void checksTheFormOfABundle() throws Exception {
    Run good = shell.run("benchmark", "reproduce", "check", team, "--task", task);
    Path bundle = team.resolve("bundle.json");
    Files.writeString(
        bundle,
        Files.readString(bundle).replace("\"score\":0.9,\"spread\"", "\"score\":0.95,\"spread\""));
    Run claimed = shell.run("benchmark", "reproduce", "check", team);
    Run korean = shell.run("--lang", "ko", "benchmark", "reproduce", "check", team);

    assertThat(good.status()).isZero();
    assertThat(good.out()).contains("the form is in order", "run-5", "0.9000");
    assertThat(claimed.status()).isEqualTo(1);
    assertThat(claimed.out())
        .endsWith("bundle.json has a declared score of 0.95, but its journal gives 0.9000.\n");
    assertThat(korean.out()).contains("적어 낸 평균 점수 0.95");
  }

  @Test
  void drawsRepeatsAndComparesPartOfABundle() throws Exception {
    Path seed = folder.resolve("draw.seed");
    Path drawn = folder.resolve("drawn");
    Path record = folder.resolve("record.json");
    String commitment =
        shell
            .run("benchmark", "reproduce", "seed", "--context", "stage 2", "--to", seed)
            .out()
            .strip();
    Run draw =
        shell.run(
            "benchmark",
            "reproduce",
            "draw",
            team,
            "--context",
            "stage 2",
            "--seed-file",
            seed,
            "--commitment",
            commitment,
            "--runs",
            "2",
            "--items",
            "8",
            "--to",
            drawn);
    assertThat(draw.err()).isEmpty();
    assertThat(Files.readAllLines(drawn.resolve("items.jsonl"))).hasSize(8);
    try (var endpoint = SumsEndpoint.start(Set.of(), 0)) {
      ask(endpoint, 11, drawn.resolve("items.jsonl"), folder.resolve("ours"));
    }

    Run same =
        shell.run(
            "benchmark",
            "reproduce",
            "compare",
            team,
            "--ours",
            folder.resolve("ours"),
            "--draw",
            drawn.resolve("draw.json"),
            "--seed-file",
            seed,
            "--tolerance",
            "0.02",
            "--json",
            record);

    assertThat(same.err()).isEmpty();
    assertThat(same.status()).isZero();
    assertThat(same.out())
        .startsWith("adder on sums: reproduced. ")
        .contains("2 declared and 1 own");
    assertThat(Files.readString(record))
        .contains("\"commitment\":\"" + commitment + "\"", "\"outcome\":\"reproduced\"");
    Run other =
        shell.run(
            "benchmark",
            "reproduce",
            "draw",
            team,
            "--context",
            "stage 3",
            "--seed-file",
            seed,
            "--commitment",
            commitment,
            "--runs",
            "2",
            "--to",
            drawn);
    assertThat(other.status()).isEqualTo(2);
    assertThat(other.err()).contains("with context \"stage 3\" has the commitment");
  }

  @Test
  void saysWhenAScoreIsNotReproduced() throws Exception {
    try (var worse = ScriptedEndpoint.start(said -> "no idea, perhaps 7")) {
      Run run =
          shell.run(
              "benchmark",
              "run",
              "--task",
              task,
              "--endpoint",
              worse.url(),
              "--model",
              "adder",
              "--out",
              folder.resolve("ours"));
      assertThat(run.err()).isEmpty();
    }

    Run compare =
        shell.run(
            "--lang",
            "ko",
            "benchmark",
            "reproduce",
            "compare",
            team,
            "--ours",
            folder.resolve("ours"),
            "--tolerance",
            "0.02",
            "--whole");

    assertThat(compare.err()).isEmpty();
    assertThat(compare.status()).isEqualTo(1);
    assertThat(compare.out()).startsWith("adder, sums: 재현되지 않음.");
  }
}
