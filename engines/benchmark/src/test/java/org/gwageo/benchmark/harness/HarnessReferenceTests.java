package org.gwageo.benchmark.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;
import org.gwageo.benchmark.journal.Likelihood;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.metric.Column;
import org.gwageo.benchmark.metric.Estimate;
import org.gwageo.benchmark.metric.Metric;
import org.gwageo.benchmark.metric.Reading;
import org.gwageo.benchmark.metric.Value;
import org.gwageo.benchmark.python.PythonText;
import org.gwageo.benchmark.task.Api;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Draft;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.ItemReader;
import org.gwageo.benchmark.task.Mode;
import org.gwageo.benchmark.task.Request;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.canonical.CanonicalJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares prompts and scores with {@code reference.json}, which lm-evaluation-harness 0.4.13 wrote
 * by {@code reference.py} beside it.
 */
class HarnessReferenceTests {

  private static final JsonNode REFERENCE = reference();
  private static final Path DATA = shared();
  private static final HexFormat HEX = HexFormat.of();

  @TempDir private Path folder;

  static JsonNode reference() {
    try (InputStream in = HarnessReferenceTests.class.getResourceAsStream("reference.json")) {
      return JsonMapper.builder().build().readTree(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder of third-party data beside the repository, or a folder that does not exist. */
  static Path shared() {
    for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
      Path data = up.resolve("../shared/data").normalize();
      if (Files.isDirectory(data.resolve("gsm8k"))) {
        return data;
      }
    }
    return Path.of("../shared/data");
  }

  private static Path needed(String path) {
    Path found = DATA.resolve(path);
    assumeTrue(
        Files.exists(found), "there is no ../shared/data/" + path + " beside the repository");
    return found;
  }

  @ParameterizedTest
  @ValueSource(strings = {"gsm8k", "gsm8k-cot", "gsm8k-cot-zeroshot", "gsm8k-cot-llama"})
  void asksAndScoresGsm8kAsTheHarnessDoes(String name) throws IOException, TaskException {
    Path yaml = needed("lm-eval-tasks/gsm8k/" + name + ".yaml");
    Path data = needed("gsm8k");
    BenchmarkTask task = HarnessTasks.read(yaml, data, Mode.COMPAT, Api.COMPLETIONS);
    assertThat(task.items().count()).isEqualTo(1319);
    assertSamePrompts(task, REFERENCE.get(name).get("text"));
    assertSamePrompts(
        HarnessTasks.read(yaml, data, Mode.COMPAT, Api.CHAT), REFERENCE.get(name).get("chat"));
    assertSameScores(task, REFERENCE.get(name).get("scores"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"BoolQ", "COPA", "HellaSwag", "SentiNeg", "WiC"})
  void asksAndScoresKobestAsTheHarnessDoes(String name) throws IOException, TaskException {
    String task = "kobest_" + PythonText.lower(name);
    Path yaml = needed("lm-eval-tasks/kobest/" + task + ".yaml");
    Path data = needed("kobest/v1.0/" + name);
    BenchmarkTask zero = HarnessTasks.read(yaml, data, Mode.COMPAT, Api.COMPLETIONS);
    assertSamePrompts(zero, REFERENCE.get(task).get("text"));
    assertSameScores(zero, REFERENCE.get(task).get("scores"));
    BenchmarkTask five = HarnessTasks.read(yaml, data, Mode.COMPAT, Api.COMPLETIONS, 5);
    assertSamePrompts(five, REFERENCE.get(task).get("five"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5})
  void asksAndScoresKmmluAsTheHarnessDoes(int shots) throws IOException, TaskException {
    Path yaml = needed("lm-eval-tasks/kmmlu/direct/kmmlu_direct_accounting.yaml");
    rows("kmmlu_rows");
    JsonNode expected = REFERENCE.get("kmmlu_direct_" + shots);
    BenchmarkTask task = HarnessTasks.read(yaml, folder, Mode.COMPAT, Api.COMPLETIONS, shots);
    assertSamePrompts(task, expected.get("text"));
    assertSamePrompts(
        HarnessTasks.read(yaml, folder, Mode.COMPAT, Api.CHAT, shots), expected.get("chat"));
    assertSameScores(task, expected.get("scores"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 5})
  void asksAndScoresHaeraeAsTheHarnessDoes(int shots) throws IOException, TaskException {
    Path yaml = needed("lm-eval-tasks/haerae/haerae_hi.yaml");
    rows("haerae_rows");
    JsonNode expected = REFERENCE.get("haerae_" + shots);
    BenchmarkTask task = HarnessTasks.read(yaml, folder, Mode.COMPAT, Api.COMPLETIONS, shots);
    assertSamePrompts(task, expected.get("text"));
    assertSameScores(task, expected.get("scores"));
  }

  @Test
  void rendersAFiveShotPromptInAFewMicroseconds() throws IOException, TaskException {
    Path yaml = needed("lm-eval-tasks/gsm8k/gsm8k.yaml");
    BenchmarkTask task = HarnessTasks.read(yaml, needed("gsm8k"), Mode.COMPAT, Api.COMPLETIONS);
    List<Item> items = items(task);
    long characters = 0;
    long start = System.nanoTime();
    for (int round = 0; round < 5; round++) {
      for (Item item : items) {
        characters += ((String) task.rendering().drafts(item, 0).getFirst().prompt()).length();
      }
    }
    double micros = (System.nanoTime() - start) / 1e3 / (5 * items.size());
    assertThat(characters).isGreaterThan(10_000_000);
    // A guard against compiling templates again; the usual figure is far below.
    assertThat(micros).isLessThan(2_000);
  }

  private void rows(String name) throws IOException {
    for (var split : REFERENCE.get(name).properties()) {
      var lines = new StringBuilder();
      split.getValue().forEach(row -> lines.append(row).append('\n'));
      Files.writeString(folder.resolve(split.getKey() + ".jsonl"), lines);
    }
  }

  static List<Item> items(BenchmarkTask task) throws IOException, TaskException {
    List<Item> items = new ArrayList<>();
    try (ItemReader reader = task.items().open()) {
      for (Item item = reader.next(); item != null; item = reader.next()) {
        items.add(item);
      }
    }
    return items;
  }

  /** The prompts as the harness has them: a text, messages, or a context and its continuation. */
  static void assertSamePrompts(BenchmarkTask task, JsonNode expected)
      throws IOException, TaskException {
    MessageDigest all = sha256();
    int n = 0;
    for (Item item : items(task)) {
      List<Draft> drafts = task.rendering().drafts(item, 0);
      for (int part = 0; part < drafts.size(); part++) {
        Draft draft = drafts.get(part);
        String prompt = written(draft);
        if (draft.continuation() == Request.GENERATED && part > 0) {
          // The same question once more; the harness has one request with repeats.
          assertThat(prompt).isEqualTo(written(drafts.getFirst()));
          continue;
        }
        if (n == 0) {
          assertThat(spaceless(prompt)).isEqualTo(spaceless(expected.get("first").asString()));
        }
        all.update((n == 0 ? "" : "\u0001").getBytes(StandardCharsets.UTF_8));
        all.update(key(draft, prompt).getBytes(StandardCharsets.UTF_8));
        n++;
      }
    }
    assertThat(n).isEqualTo(expected.get("n").asInt());
    assertThat(HEX.formatHex(all.digest())).isEqualTo(expected.get("all").asString());
  }

  private static String written(Draft draft) {
    return draft.prompt() instanceof String text ? text : CanonicalJson.string(draft.prompt());
  }

  private static String spaceless(String prompt) {
    return prompt.replace("\u0000", "");
  }

  /** A likelihood's context and continuation, cut where the task's delimiter begins. */
  private static String key(Draft draft, String prompt) {
    if (draft.continuation() == Request.GENERATED) {
      return prompt;
    }
    // The harness's own cut is before the delimiter, ours before the white space that it moves.
    int cut = draft.continuation();
    String moved = prompt.substring(cut);
    String delimiter = " ";
    int spaces = 0;
    while (spaces < moved.length() && PythonText.isSpace(moved.charAt(spaces))) {
      spaces++;
    }
    int context = cut + Math.max(0, spaces - delimiter.length());
    return prompt.substring(0, context) + "\u0000" + prompt.substring(context);
  }

  private static void assertSameScores(BenchmarkTask task, JsonNode expected)
      throws IOException, TaskException {
    assertSameScores(task, expected, HarnessReferenceTests::reply);
  }

  /**
   * The scores as the harness has them.
   *
   * @param reply makes up a reply of a prompt and its right answer
   */
  static void assertSameScores(BenchmarkTask task, JsonNode expected, BinaryOperator<String> reply)
      throws IOException, TaskException {
    List<Metric> metrics = task.judging().metrics();
    List<Item> items = items(task);
    List<Column> columns = new ArrayList<>();
    metrics.forEach(metric -> columns.add(new Column(items.size(), 1, null)));
    for (Item item : items) {
      List<Reply> replies = new ArrayList<>();
      for (Draft draft : task.rendering().drafts(item, 0)) {
        replies.add(madeUp(task, item, draft, reply));
      }
      for (Reading reading : task.judging().judge(item, 0, replies)) {
        for (int m = 0; m < metrics.size(); m++) {
          Value value = reading.values().get(metrics.get(m).value());
          if (value != null && metrics.get(m).filter().equals(reading.filter())) {
            columns.get(m).put(item.ordinal(), 0, value);
          }
        }
      }
    }
    assertThat(metrics).hasSize(expected.size());
    for (int m = 0; m < metrics.size(); m++) {
      Metric metric = metrics.get(m);
      JsonNode row = expected.get(metric.name() + "," + metric.filter());
      Estimate estimate = metric.aggregation().of(columns.get(m));
      assertThat(estimate.n()).as("%s", metric).isEqualTo(row.get(2).asLong());
      assertThat(estimate.value()).as("%s", metric).isCloseTo(row.get(0).asDouble(), within(1e-12));
      if (row.get(1).isNull() && task.mode() == Mode.COMPAT) {
        assertThat(estimate.standardError()).as("%s", metric).isNull();
      } else if (!row.get(1).isNull()) {
        assertThat(estimate.standardError())
            .as("%s", metric)
            .isCloseTo(row.get(1).asDouble(), within(1e-12));
      }
    }
  }

  /** The reply that reference.py makes up for the same prompt. */
  private static Reply madeUp(
      BenchmarkTask task, Item item, Draft draft, BinaryOperator<String> reply)
      throws TaskException {
    if (draft.continuation() != Request.GENERATED) {
      byte[] h = sha256(key(draft, (String) draft.prompt()));
      double sum = -((h[0] & 255) * 256 + (h[1] & 255)) / 8.0;
      return Reply.of(new Likelihood(List.of(sum), (h[2] & 255) < 64));
    }
    String gold = task.judging().judge(item, 0, List.of(Reply.of("", ""))).getFirst().gold();
    return Reply.of(reply.apply((String) draft.prompt(), gold), "stop");
  }

  private static String reply(String prompt, String gold) {
    String target =
        PythonText.strip(
            gold.substring(gold.lastIndexOf("####") < 0 ? 0 : gold.lastIndexOf("####") + 4));
    return switch (sha256(prompt)[0] & 7) {
      case 0 -> "#### " + target;
      case 1 -> "So it is " + target + ".";
      case 2 -> "#### 17 no, #### " + target;
      case 3 -> "";
      case 4 -> target;
      case 5 -> "정답은 " + target + " 입니다. #### -1,234.";
      case 6 -> " " + PythonText.lower(target) + "\n";
      default -> "I do not know";
    };
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] sha256(String text) {
    return sha256().digest(text.getBytes(StandardCharsets.UTF_8));
  }
}
