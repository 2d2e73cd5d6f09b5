package org.gwageo.cluster.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gwageo.lineage.Checkpoint;
import org.gwageo.lineage.FingerprintScreen;
import org.gwageo.lineage.Language;
import org.gwageo.lineage.LineageComparison;
import org.gwageo.lineage.LineageReport;
import org.gwageo.lineage.LineageScreen;
import org.gwageo.lineage.Settings;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.fingerprint.FingerprintFile;
import org.gwageo.lineage.fingerprint.OnePass;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightScreenTests {

  @TempDir private Path folder;

  @Test
  void theReportOfWeightsHasTheBytesOfOneMachine() throws Exception {
    Path print = folder.resolve("base-a2.gwf");
    FingerprintFile.write(OnePass.read(Zoo.model("base-a2"), OnePass.Settings.standard()), print);
    Map<String, Path> references =
        Map.of(
            "base-a1", Zoo.model("base-a1"),
            "base-b1", Zoo.model("base-b1"),
            "base-a2.gwf", print);
    Run run =
        screen(
            Zoo.model("cpt-10"),
            references,
            "--seed",
            "7",
            "--entrants",
            "3",
            "--task-megabytes",
            "1",
            "--start",
            Zoo.model("base-a1").toString(),
            "--json",
            "-");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isEqualTo(SparkScreen.FOUND_SOMETHING);
    assertThat(run.out())
        .contains("\"test\":\"T6\"")
        .contains("\"starts\":")
        .isEqualTo(onOneMachine(Zoo.model("cpt-10"), references, Zoo.model("base-a1"), 3, 7));
  }

  @Test
  void aDisguiseAndATransplantedTokenizerAreSeenAlike() throws Exception {
    Map<String, Path> references =
        Map.of(
            "disguised", Zoo.disguised("cpt-10", folder.resolve("disguised")),
            "transplanted", Zoo.transplanted("base-a1", "base-b1", folder.resolve("transplanted")));
    Path subject = Zoo.model("base-a1");
    Run run = screen(subject, references, "--json", folder.resolve("out.json").toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("derivation-established   disguised")
        .contains("derivation-established   transplanted");
    assertThat(Files.readString(folder.resolve("out.json")))
        .isEqualTo(onOneMachine(subject, references, null, 1, 0));
  }

  @Test
  void aRangeThatCannotBeReadOnceIsReadAgain() throws Exception {
    FlakyFileSystem.failOnceAfter(9);
    Run run = flaky("--json", "-");
    assertThat(run.err())
        .contains("failed and runs again")
        .contains("the network is gone")
        .hasLineCount(1);
    Map<String, Path> references = Map.of("vision-1", Zoo.model("vision-1"));
    assertThat(run.out())
        .isEqualTo(onOneMachine(Zoo.model("vision-tuned"), references, null, 1, 0));
  }

  @Test
  void aFileThatChangesAfterItsHeaderWasReadIsOneSentence() {
    FlakyFileSystem.changeAfter(12);
    Run run = flaky();
    FlakyFileSystem.changeAfter(Integer.MAX_VALUE);
    assertThat(run.status()).isEqualTo(SparkScreen.CANNOT_RUN);
    assertThat(run.err())
        .contains("model.safetensors has changed while it was being read")
        .hasLineCount(1);
  }

  private static Run flaky(String... more) {
    var arguments = new ArrayList<String>();
    arguments.add("screen");
    arguments.add("flaky://" + Zoo.model("vision-tuned"));
    arguments.add("--references");
    arguments.add("flaky://" + Zoo.model("vision-1"));
    arguments.add("--readers");
    arguments.add("1");
    arguments.addAll(List.of(more));
    return Run.of(
        Run.conf("local[2,4]").set("spark.hadoop.fs.flaky.impl", FlakyFileSystem.class.getName()),
        Language.EN,
        arguments.toArray(String[]::new));
  }

  @Test
  void aFingerprintIsNoSubjectForWeights() throws Exception {
    Path print = folder.resolve("vision-2.gwf");
    FingerprintFile.write(OnePass.read(Zoo.model("vision-2"), OnePass.Settings.standard()), print);
    Run run = screen(print, Map.of("vision-1", Zoo.model("vision-1")));
    assertThat(run.status()).isEqualTo(SparkScreen.CANNOT_RUN);
    assertThat(run.err()).contains("is a fingerprint").contains("--by-fingerprint").hasLineCount(1);
  }

  @Test
  void anInfiniteWeightIsTheSentenceOfOneMachine() throws Exception {
    Path broken = Zoo.copy(Zoo.model("vision-1"), folder.resolve("broken"));
    byte[] weights = Files.readAllBytes(broken.resolve("model.safetensors"));
    for (int at = weights.length - 400; at < weights.length; at += 2) {
      weights[at] = (byte) 0x80;
      weights[at + 1] = 0x7F;
    }
    Files.write(broken.resolve("model.safetensors"), weights);
    String sentence = "";
    try (Checkpoint subject = Checkpoint.open(Zoo.model("vision-2"));
        Checkpoint reference = Checkpoint.open(broken)) {
      LineageComparison.compare(subject, reference, 0);
    } catch (CheckpointException e) {
      sentence = e.getMessage();
    }
    Run run = screen(Zoo.model("vision-2"), Map.of("broken", broken));
    assertThat(sentence).contains("finite");
    assertThat(run.status()).isEqualTo(SparkScreen.CANNOT_RUN);
    assertThat(run.err()).contains(sentence).hasLineCount(1);
  }

  private static Run screen(Path subject, Map<String, Path> references, String... more) {
    var arguments = new ArrayList<String>();
    arguments.add("screen");
    arguments.add(subject.toString());
    arguments.add("--references");
    references.values().forEach(path -> arguments.add(path.toString()));
    arguments.addAll(List.of(more));
    return Run.of(arguments.toArray(String[]::new));
  }

  /** What {@code gwageo lineage screen --json -} writes. */
  static String onOneMachine(
      Path subject, Map<String, Path> references, @Nullable Path start, int entrants, long seed)
      throws Exception {
    Settings each = Settings.of(seed).forPairs(references.size() * entrants);
    var reports = new TreeMap<String, LineageReport>();
    try (Checkpoint own = Checkpoint.open(subject)) {
      for (Map.Entry<String, Path> entry : references.entrySet()) {
        if (entry.getKey().endsWith(".gwf")) {
          reports.put(
              entry.getKey(),
              FingerprintScreen.compare(
                  OnePass.read(subject, OnePass.Settings.standard()),
                  FingerprintFile.read(entry.getValue()),
                  each));
          continue;
        }
        try (Checkpoint other = Checkpoint.open(entry.getValue());
            Checkpoint first = Checkpoint.open(start == null ? subject : start)) {
          List<Checkpoint> starts = start == null ? List.of() : List.of(first);
          reports.put(entry.getKey(), LineageComparison.compare(own, other, starts, each));
        }
      }
    }
    return new String(new LineageScreen(entrants, seed, reports).toJson(), StandardCharsets.UTF_8);
  }
}
