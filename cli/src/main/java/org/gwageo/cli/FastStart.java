package org.gwageo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gwageo.cli.terminal.Language;
import org.gwageo.cli.terminal.StandardStreams;
import org.gwageo.cli.terminal.Terminal;

/**
 * Shows the Java machine what benchmark runs load, so that it can keep that for faster starts. The
 * launcher calls it once after a build, against a tiny model.
 */
final class FastStart {

  private static final String TASK =
      """
      task: fast-start
      dataset_path: fast-start
      output_type: generate_until
      training_split: train
      fewshot_split: train
      test_split: test
      num_fewshot: 2
      doc_to_text: "Question: {{question}}\\nAnswer:"
      doc_to_target: "{{answer.split('### ')[-1].strip()}}"
      generation_kwargs: {until: ["Question:"], do_sample: false, temperature: 0.0}
      metric_list:
        - metric: exact_match
          ignore_case: true
          ignore_punctuation: false
          regexes_to_ignore: [",", "\\\\$"]
      filter_list:
        - name: strict-match
          filter:
            - function: regex
              regex_pattern: "(\\\\-?[0-9\\\\.\\\\,]+)"
            - function: take_first
      """;

  private FastStart() {}

  /**
   * Runs a task of this product and one of lm-evaluation-harness.
   *
   * @param arguments the endpoint, the model and a folder for the runs
   */
  public static void main(String[] arguments) throws IOException {
    Path home = Path.of(System.getProperty("gwageo.home", ""));
    String endpoint = arguments[0];
    String model = arguments[1];
    Path folder = Files.createDirectories(Path.of(arguments[2]));
    Path yaml = Files.writeString(folder.resolve("fast-start.yaml"), TASK);
    Path data = Files.createDirectories(folder.resolve("data"));
    Path items = home.resolve("programmes/rehearsal/tasks/ko-arithmetic/items.jsonl");
    Files.copy(items, data.resolve("train.jsonl"));
    Files.copy(items, data.resolve("test.jsonl"));
    run(home, "--task", "ko-arithmetic", "--limit", "20", endpoint, model, folder.resolve("own"));
    for (String streaming : List.of("--no-stream", "--concurrency=4")) {
      Path out = folder.resolve("harness" + streaming);
      run(
          home, "--task", yaml, "--data", data, "--mode", "compat", streaming, "--limit", "20",
          endpoint, model, out);
    }
  }

  /** Runs one task; the last three words are endpoint, model and folder. */
  private static void run(Path home, Object... words) {
    var streams = new StandardStreams();
    var terminal =
        new Terminal(
            streams.out(),
            streams.err(),
            streams,
            home,
            System.getenv(),
            InstantSource.system(),
            Language.of(Locale.getDefault(Locale.Category.DISPLAY)));
    var arguments = new ArrayList<>(List.of("benchmark", "run"));
    int last = words.length;
    for (int i = 0; i < last - 3; i++) {
      arguments.add(words[i].toString());
    }
    arguments.addAll(
        List.of(
            "--endpoint",
            words[last - 3].toString(),
            "--model",
            words[last - 2].toString(),
            "--out",
            words[last - 1].toString()));
    Gwageo.run(terminal, arguments);
    streams.finish();
  }
}
