package org.gwageo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.gwageo.cli.Shell.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContaminationCommandsTests {

  @TempDir private Path folder;
  private final Shell shell = Shell.piped();

  private Path items(String name, String start, int count) throws Exception {
    var lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append(
          "{\"id\":\"q%d\",\"question\":\"%s number %d asks which of these towns lies on the river with the longest name of all\",\"choices\":[\"town %s%d\",\"hamlet %s%d\",\"city %s%d\"],\"answer\":\"B\"}\n"
              .formatted(i, start, i, start, i, start, i, start, i));
    }
    return Files.writeString(folder.resolve(name), lines);
  }

  private void ask(Path task, ScriptedEndpoint endpoint, String model, Path out) {
    Run run =
        shell.run(
            "benchmark",
            "run",
            "--task",
            task,
            "--endpoint",
            endpoint.url(),
            "--model",
            model,
            "--out",
            out);
    assertThat(run.err()).isEmpty();
  }

  /** Remembers the published letter B and the wrong choices of published items. */
  private static String parrot(String said) {
    if (said.contains("Write the text of choice A") && said.contains("published number")) {
      return "town published" + said.replaceAll("(?s).*published number (\\d+).*", "$1");
    }
    return said.contains("one letter only") ? "B" : "I do not know";
  }

  /** Looks for the hamlet. */
  private static String honest(String said) {
    return said.contains("one letter only")
        ? said.replaceAll("(?s).*\\n([A-C])\\. hamlet.*", "$1")
        : "I do not know";
  }

  @Test
  void raisesTheModelThatRemembersLettersAndNotTheOneThatKnows() throws Exception {
    Path task = folder.resolve("probes");
    Run written =
        shell.run(
            "benchmark",
            "contamination",
            "probes",
            items("towns.jsonl", "published", 30),
            "--control",
            items("fresh.jsonl", "fresh", 30),
            "--source",
            "Towns test",
            "--to",
            task);
    assertThat(written.err()).isEmpty();
    // Each item has 3 orders, 2 halves and 2 wrong choices.
    assertThat(written.out()).startsWith("420 probes: ");
    try (var parrot = ScriptedEndpoint.start(ContaminationCommandsTests::parrot);
        var honest = ScriptedEndpoint.start(ContaminationCommandsTests::honest)) {
      ask(task, parrot, "parrot", folder.resolve("parrot"));
      ask(task, honest, "honest", folder.resolve("honest"));
    }

    Path json = folder.resolve("board.json");
    Run board =
        shell.run(
            "benchmark",
            "contamination",
            "board",
            "--probes",
            folder.resolve("parrot"),
            "--probes",
            folder.resolve("honest"),
            "--json",
            json);

    assertThat(board.err()).isEmpty();
    assertThat(board.status()).isZero();
    assertThat(board.out())
        .startsWith("These findings are evidence, not verdicts. No entrant is disqualified");
    assertThat(board.out().lines().filter(line -> line.contains("raised")).toList())
        .anyMatch(line -> line.startsWith("parrot   towns  choice-recall"))
        .noneMatch(line -> line.startsWith("honest"));
    assertThat(Files.readString(json)).contains("\"disqualifies\":false");
  }

  @Test
  void comparesPublicItemsWithTheirTwins() throws Exception {
    Path known = SumsTask.write(folder.resolve("sums"), 30);
    Path twins = SumsTask.write(folder.resolve("twins"), 30);
    Path fresh = folder.resolve("twins/items.jsonl");
    Files.writeString(
        fresh,
        Files.readString(fresh)
            .replaceAll(
                "\"id\":\"(i\\d+)\",\"question\":\"(\\d+)\\+1\"",
                "\"id\":\"t$1\",\"twin_of\":\"$1\",\"question\":\"9000$2+1\""));
    try (var endpoint =
        ScriptedEndpoint.start(
            said ->
                said.startsWith("9000")
                    ? "0"
                    : Integer.toString(Integer.parseInt(said.replace("+1", "")) + 1))) {
      ask(known, endpoint, "parrot", folder.resolve("a"));
      ask(twins, endpoint, "parrot", folder.resolve("b"));
    }

    Run board =
        shell.run(
            "benchmark",
            "contamination",
            "board",
            "--twins",
            folder.resolve("a"),
            "--twins",
            folder.resolve("b"),
            "--json",
            "-");

    assertThat(board.err()).isEmpty();
    assertThat(board.out())
        .contains("\"test\":\"public-twin\"", "\"effect\":0.9,", "\"items\":30", "\"raised\":true");
  }

  @Test
  void findsItemsInACorpus() throws Exception {
    Path items = items("towns.jsonl", "published", 5);
    Path corpus = Files.createDirectory(folder.resolve("corpus"));
    Files.writeString(
        corpus.resolve("crawl.txt"),
        "First line.\nIt said: published number 3 asks which of these towns lies on the river with"
            + " the longest name of all, and more.\n");

    Run run = shell.run("benchmark", "contamination", "overlap", items, "--corpus", corpus);

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("of 5 items ").contains("q3", "crawl.txt");
    assertThat(
            shell
                .run(
                    "benchmark",
                    "contamination",
                    "overlap",
                    items,
                    "--corpus",
                    corpus,
                    "--json",
                    "-")
                .out())
        .startsWith("{\"format\":\"gwageo-corpus-overlap/1\",\"items\":[");
  }

  @Test
  void refusesRunsThatAreNotOfProbes() throws Exception {
    Path task = SumsTask.write(folder.resolve("sums"), 3);
    try (var endpoint = ScriptedEndpoint.start(said -> "1")) {
      ask(task, endpoint, "m", folder.resolve("run"));
    }

    Run run = shell.run("benchmark", "contamination", "board", "--probes", folder.resolve("run"));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("is of task sums, which contamination probes did not write");
  }
}
