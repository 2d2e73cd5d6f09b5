package org.gwageo.nano.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gwageo.canonical.Digest;
import org.gwageo.nano.decoder.Architecture;
import org.gwageo.nano.decoder.Architecture.Family;
import org.gwageo.nano.generation.NanoModel;
import org.gwageo.nano.training.exercise.Language;
import org.gwageo.nano.training.exercise.Skill;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

@EnabledOnOs(
    value = OS.LINUX,
    architectures = {"amd64", "x86_64"})
class TrainingRunTests {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Recipe recipe(String name, String continues) {
    Architecture shape =
        new Architecture(
            Family.MIXTRAL,
            400,
            16,
            16,
            1,
            2,
            1,
            8,
            256,
            10_000f,
            1e-5f,
            0,
            2,
            1,
            Chat.START,
            Chat.END);
    return new Recipe(
        name,
        name,
        "nobody",
        shape,
        5,
        Map.of(Language.KOREAN, 1, Language.ENGLISH, 1),
        Map.of(Skill.KNOWLEDGE, 1),
        120,
        512,
        1e-2,
        continues);
  }

  @Test
  void learnsTheSameTwiceAndLeavesAModelThatLoads(@TempDir Path folder) throws Exception {
    new TrainingRun(recipe("one", ""), folder.resolve("a")).run();
    new TrainingRun(recipe("one", ""), folder.resolve("b")).run();
    Path first = folder.resolve("a/one");
    assertThat(Digest.of(first.resolve("model.safetensors")))
        .isEqualTo(Digest.of(folder.resolve("b/one/model.safetensors")));
    List<String> log = Files.readAllLines(first.resolve("training-log.jsonl"));
    JsonNode start = JSON.readTree(log.getFirst());
    JsonNode early = JSON.readTree(log.get(1));
    JsonNode late = JSON.readTree(log.getLast());
    assertThat(late.path("step").asInt()).isEqualTo(120);
    assertThat(late.path("loss").asDouble()).isLessThan(0.8 * early.path("loss").asDouble());
    JsonNode record = JSON.readTree(Files.readAllBytes(first.resolve("training-record.json")));
    assertThat(record.path("initialCheckpoint")).isEqualTo(start.path("initialCheckpoint"));
    NanoModel model = NanoModel.load(first);
    assertThat(record.path("finalCheckpoint").asString()).isEqualTo(model.digest().toString());
    assertThat(record.path("parameters").asLong()).isEqualTo(model.shape().parameters());
    JsonNode data = JSON.readTree(Files.readAllBytes(first.resolve("data-manifest.json")));
    assertThat(data.path("textDigest").asString()).startsWith("sha256:");
    assertThat(first.resolve("LICENSE")).content().contains("Apache License");
  }

  @Test
  void continuesFromAnotherModelWithItsTokenizer(@TempDir Path folder) throws Exception {
    new TrainingRun(recipe("one", ""), folder).run();
    new TrainingRun(recipe("two", "one"), folder).run();
    assertThat(folder.resolve("two/tokenizer.json"))
        .hasSameBinaryContentAs(folder.resolve("one/tokenizer.json"));
    double fresh = firstLoss(folder.resolve("one"));
    assertThat(firstLoss(folder.resolve("two"))).isLessThan(0.9 * fresh);
  }

  private static double firstLoss(Path model) throws Exception {
    return JSON.readTree(Files.readAllLines(model.resolve("training-log.jsonl")).get(1))
        .path("loss")
        .asDouble();
  }

  @Test
  void risesAndFallsWithTheSchedule() {
    Schedule schedule = new Schedule(1e-3, 10, 110);
    assertThat(schedule.rate(0)).isEqualTo(1e-4);
    assertThat(schedule.rate(9)).isEqualTo(1e-3);
    assertThat(schedule.rate(60)).isBetween(5.4e-4, 5.6e-4);
    assertThat(schedule.rate(110)).isCloseTo(1e-4, within(1e-12));
  }
}
