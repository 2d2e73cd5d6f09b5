package org.gwageo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gwageo.cli.Shell.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkToolsTests {

  @TempDir private Path folder;
  private final Shell shell = Shell.piped();

  @Test
  void asksAFileOfQuestionsWithoutATaskFile() throws Exception {
    Path data = folder.resolve("my sums.jsonl");
    Files.writeString(
        data,
        """
        {"question": "3+1", "answer": 4}
        {"question": "20+22", "answer": "42"}
        {"question": "5+5", "answer": "11"}
        """);

    try (var endpoint = SumsEndpoint.start(Set.of(), 0)) {
      Run run = plain(data, endpoint.url());

      assertThat(run.err()).isEmpty();
      assertThat(run.status()).isZero();
      assertThat(run.out()).startsWith("my-sums  adder\n").contains("(2 correct of 3 that count");
      assertThat(plain(data, endpoint.url()).out()).isEqualTo(run.out());
      assertThat(endpoint.answered().values()).containsOnly(1);
    }
  }

  @Test
  void saysWhichFieldsThereAreWhenTheUsualOnesAreMissing() throws Exception {
    Path data = folder.resolve("odd.jsonl");
    Files.writeString(data, "{\"frage\": \"3+1\", \"answer\": \"4\"}\n");

    Run run = plain(data, "http://127.0.0.1:9/v1");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "gwageo: the items have the fields [frage, answer]; say with --question which one is"
                + " meant\n");
  }

  @Test
  void namesTheFieldsOfChoices() throws Exception {
    Path data = folder.resolve("choices.csv");
    Files.writeString(data, "id,ask,right\na,3+1,4\nb,1+1,2\n");

    try (var endpoint = SumsEndpoint.start(Set.of(), 0)) {
      Run run = plain(data, endpoint.url(), "--question", "ask", "--answer", "right");

      assertThat(run.out()).contains("(2 correct of 2 that count");
    }
  }

  @Test
  void comparesRunsOfOneTask() throws Exception {
    Path task = SumsTask.write(folder.resolve("sums"), 40);
    Path good = folder.resolve("good");
    Path bad = folder.resolve("bad");
    try (var endpoint = SumsEndpoint.start(Set.of(), 0)) {
      ask(task, endpoint.url(), "adder", good);
    }
    try (var endpoint = SumsEndpoint.start(Set.of("3+1", "7+1", "9+1"), 0)) {
      ask(task, endpoint.url(), "gapped", bad);
    }

    Run table = shell.run("benchmark", "compare", good, bad);
    Run json = shell.run("benchmark", "compare", bad, good, "--json", "-");

    assertThat(table.status()).isZero();
    assertThat(table.out()).startsWith("sums (official): 40 items in 40 clusters, 0 left out\n");
    assertThat(table.out()).contains("adder – gapped");
    assertThat(json.out())
        .contains("\"task\":\"sums\"", "\"mode\":\"official\"", "\"decision\":\"holm\"");
    assertThat(shell.run("benchmark", "compare", good, bad, "--json", "-").out())
        .isEqualTo(json.out());
  }

  @Test
  void refusesToCompareDifferentTasks() throws Exception {
    Path few = folder.resolve("few");
    Path many = folder.resolve("many");
    try (var endpoint = SumsEndpoint.start(Set.of(), 0)) {
      ask(SumsTask.write(folder.resolve("a"), 4), endpoint.url(), "adder", few);
      ask(SumsTask.write(folder.resolve("b"), 5), endpoint.url(), "adder", many);
    }

    Run run = shell.run("benchmark", "compare", few, many);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("holds a run of sums 1 (official").contains("5 items), not of");
  }

  @Test
  void saysWhatASeasonCanShow() {
    Run run = shell.run("benchmark", "plan", "--items", "1000", "--wanted", "0.03", "--json", "-");

    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("\"detectable\":0.0", "\"itemsForWanted\":", "\"wanted\":0.03");
    assertThat(shell.run("benchmark", "plan", "--items", "0").status()).isEqualTo(2);
  }

  @Test
  void writesARunForOtherToolsAndSignsIt() throws Exception {
    Path run = folder.resolve("run");
    try (var endpoint = SumsEndpoint.start(Set.of(), 0)) {
      ask(SumsTask.write(folder.resolve("sums"), 6), endpoint.url(), "adder", run);
    }
    Path harness = folder.resolve("lm-eval");
    Path log = folder.resolve("run.eval");
    Path manifest = folder.resolve("manifest.json");
    Path key = folder.resolve("office.key");

    assertThat(export(run, "lm-eval", harness).status()).isZero();
    assertThat(export(run, "inspect", log).status()).isZero();
    assertThat(export(run, "xml", log).err())
        .isEqualTo("gwageo: --format is lm-eval, inspect or parquet, not \"xml\"\n");
    assertThat(harness.resolve("samples_sums.jsonl")).exists();
    assertThat(Files.size(log)).isPositive();

    assertThat(shell.run("benchmark", "manifest", run, "--key", key, "--json", manifest).status())
        .isZero();
    Run checked = shell.run("benchmark", "manifest", run, "--check", manifest);
    assertThat(checked.status()).isZero();
    assertThat(checked.out()).contains("agrees with the manifest. Signed by ");

    Files.writeString(
        run.resolve("journal.jsonl"),
        Files.readString(run.resolve("journal.jsonl")).replace("\"text\":\"3\"", "\"text\":\"4\""));
    Run changed = shell.run("benchmark", "manifest", run, "--check", manifest);
    assertThat(changed.status()).isEqualTo(1);
    assertThat(changed.err()).contains("journal is ").contains("result is ");
  }

  @Test
  void saysWhatATaskOfTheHarnessNeeds() throws Exception {
    Path ready = folder.resolve("ready.yaml");
    Files.writeString(
        ready,
        """
        task: sums
        dataset_path: sums
        test_split: test
        output_type: generate_until
        doc_to_text: "{{question}} ="
        doc_to_target: "{{answer}}"
        """);
    Path unknown = folder.resolve("unknown.yaml");
    Files.writeString(
        unknown, Files.readString(ready).replace("\"{{question}} =\"", "!function utils.text"));

    assertThat(shell.run("benchmark", "check", ready).status()).isZero();
    Run check = shell.run("benchmark", "check", unknown);
    assertThat(check.status()).isEqualTo(1);
    assertThat(check.err()).contains("utils.text needs a port");
  }

  @Test
  void asksATaskOfTheHarnessInBothModes() throws Exception {
    Path yaml = folder.resolve("sums.yaml");
    Files.writeString(
        yaml,
        """
        task: sums
        dataset_path: sums
        test_split: test
        output_type: generate_until
        doc_to_text: "{{question}}"
        doc_to_target: "{{answer}}"
        metric_list:
          - metric: exact_match
        """);
    Path data = folder.resolve("test.jsonl");
    Files.writeString(
        data,
        """
        {"question": "3+1", "answer": "4"}
        {"question": "2+2", "answer": "5"}
        """);

    try (var endpoint = SumsEndpoint.start(Set.of(), 0)) {
      Path compat = folder.resolve("compat");
      Path official = folder.resolve("official");
      assertThat(harness(yaml, data, endpoint.url(), "compat", compat).out())
          .contains("\"mode\":\"compat\"", "\"name\":\"exact_match\"", "\"value\":0.5");
      assertThat(harness(yaml, data, endpoint.url(), "official", official).out())
          .contains("\"mode\":\"official\"");
      assertThat(shell.run("benchmark", "score", compat).status()).isZero();
      Run compared = shell.run("benchmark", "compare", compat, official);
      assertThat(compared.status()).isEqualTo(2);
      assertThat(compared.err()).contains("compat").contains("official");
    }
  }

  private Run harness(Path yaml, Path data, String endpoint, String mode, Path out) {
    return shell.run(
        "benchmark",
        "run",
        "--task",
        yaml,
        "--data",
        data,
        "--mode",
        mode,
        "--endpoint",
        endpoint,
        "--model",
        "adder",
        "--out",
        out,
        "--json",
        "-");
  }

  private Run export(Path run, String format, Path to) {
    return shell.run("benchmark", "export", run, "--format", format, "--to", to);
  }

  private Run plain(Path data, String endpoint, Object... more) {
    var arguments =
        new ArrayList<Object>(
            List.of(
                "benchmark",
                "run",
                "--data",
                data,
                "--endpoint",
                endpoint,
                "--model",
                "adder",
                "--out",
                folder.resolve("run")));
    arguments.addAll(List.of(more));
    return shell.run(arguments.toArray());
  }

  private void ask(Path task, String endpoint, String model, Path out) {
    shell.run(
        "benchmark", "run", "--task", task, "--endpoint", endpoint, "--model", model, "--out", out);
  }
}
