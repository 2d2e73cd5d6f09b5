package org.gwageo.benchmark.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gwageo.benchmark.task.Api;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.ItemReader;
import org.gwageo.benchmark.task.Mode;
import org.gwageo.benchmark.task.TaskException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PackedTaskTests {

  @TempDir Path temp;
  private Path yaml;
  private Path data;

  @BeforeEach
  void write() throws Exception {
    Path tasks = Files.createDirectories(temp.resolve("tasks/sums"));
    yaml = tasks.resolve("sums.yaml");
    Files.writeString(
        tasks.resolve("_default_yaml"),
        """
        dataset_path: someone/sums
        output_type: generate_until
        training_split: train
        test_split: test
        doc_to_text: "Q: {{question}} ({{level}}, {{weight}})\\nA:"
        doc_to_target: "{{answer}}"
        generation_kwargs: {until: ["\\n"], do_sample: false, temperature: 0.0}
        metric_list: [{metric: exact_match, aggregation: mean, higher_is_better: true}]
        """);
    Files.writeString(yaml, "include: _default_yaml\ntask: sums_KO\nnum_fewshot: 2\n");
    data = Files.createDirectories(temp.resolve("data/sums"));
    var train = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      train.append(
          "{\"question\":\"%d+1\",\"level\":%d,\"weight\":1.0,\"answer\":\"%d\"}\n"
              .formatted(i, i, i + 1));
    }
    Files.writeString(data.resolve("train.jsonl"), train);
    Files.writeString(
        data.resolve("test.csv"),
        "question,level,weight,answer\n7+7,1,0.5,14\n8+8,2,1,16\n9+9,3,2.5,18\n");
  }

  private static List<String> prompts(BenchmarkTask task) throws Exception {
    var prompts = new ArrayList<String>();
    try (ItemReader items = task.items().open()) {
      for (Item item = items.next(); item != null; item = items.next()) {
        prompts.add(task.rendering().drafts(item, 0).toString());
      }
    }
    return prompts;
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aPackedTaskAsksTheSameWords(Mode mode) throws Exception {
    BenchmarkTask plain = HarnessTasks.read(yaml, data, mode, Api.CHAT);
    Path folder = temp.resolve("packed");
    BenchmarkTask packed =
        PackedTask.pack("sums-ko", HarnessFile.read(yaml), data, mode, Api.CHAT, folder);

    assertThat(prompts(packed)).isEqualTo(prompts(plain)).hasSize(3);
    assertThat(prompts(packed).getFirst()).contains("Q: 7+7 (1, 0.5)", "+1 (");
    assertThat(packed.id()).isEqualTo("sums-ko");
    assertThat(packed.mode()).isEqualTo(mode);
    assertThat(packed.judging().toTree()).isEqualTo(plain.judging().toTree());
    assertThat(folder).isDirectoryContaining("glob:**/task.yaml");
    assertThat(folder).isDirectoryContaining("glob:**/items.jsonl");
    assertThat(folder).isDirectoryNotContaining("glob:**/*.part");
  }

  @Test
  void twoFilesInMemoryAreTheWholeTask() throws Exception {
    Path folder = temp.resolve("packed");
    BenchmarkTask packed =
        PackedTask.pack("sums-ko", HarnessFile.read(yaml), data, Mode.OFFICIAL, Api.CHAT, folder);
    Files.delete(data.resolve("test.csv"));
    Files.delete(data.resolve("train.jsonl"));
    BenchmarkTask again =
        BenchmarkTask.parse(
            Files.readAllBytes(folder.resolve("task.yaml")),
            Files.readAllBytes(folder.resolve("items.jsonl")),
            "items.jsonl");
    assertThat(again.digest()).isEqualTo(packed.digest());
    assertThat(prompts(again)).isEqualTo(prompts(packed));
    assertThat(BenchmarkTask.itemsOf(folder.resolve("task.yaml")))
        .isEqualTo(folder.resolve("items.jsonl"));
  }

  @Test
  void whatCannotBeAskedIsNotPacked() throws Exception {
    Files.writeString(
        yaml,
        "include: _default_yaml\ntask: sums_KO\nnum_fewshot: 0\nprocess_docs: !function"
            + " utils.keep\n");
    assertThatThrownBy(
            () ->
                PackedTask.pack(
                    "sums",
                    HarnessFile.read(yaml),
                    data,
                    Mode.OFFICIAL,
                    Api.CHAT,
                    temp.resolve("p")))
        .isInstanceOf(TaskException.class)
        .hasMessageContaining("the function sums/utils.keep needs a port");
  }

  @Test
  void aDamagedFileIsRefusedWithASentence() throws Exception {
    Path folder = temp.resolve("packed");
    PackedTask.pack("sums-ko", HarnessFile.read(yaml), data, Mode.OFFICIAL, Api.CHAT, folder);
    String text = Files.readString(folder.resolve("task.yaml"));
    for (String wrong :
        List.of(
            text.replace("\"official\"", "\"other\""),
            text.replace("\"sums-ko\"", "\"Sums KO\""),
            text.replace("\"splits\":{\"train\"", "\"splits\":{\"other\""),
            text.substring(0, text.length() / 2),
            "{\"format\":\"gwageo-harness-task/1\"}")) {
      assertThatThrownBy(
              () ->
                  BenchmarkTask.parse(
                      wrong.getBytes(StandardCharsets.UTF_8),
                      Files.readAllBytes(folder.resolve("items.jsonl")),
                      "items.jsonl"))
          .isInstanceOf(TaskException.class);
    }
  }

  @Test
  void aStrangersFilesLeadNowhereElse() throws Exception {
    Path secret = temp.resolve("secret.yaml");
    Files.writeString(secret, "description: the secret words\n");
    Files.writeString(yaml, "include: ../../secret.yaml\ntask: sums\n");
    assertThatThrownBy(() -> HarnessFile.read(yaml, temp.resolve("tasks")))
        .isInstanceOf(TaskException.class)
        .hasMessageContaining("leads out of the folder")
        .hasMessageNotContaining("secret words");
    Files.writeString(yaml, "include: _default_yaml\ntask: sums\ntest_split: ../../other/items\n");
    assertThatThrownBy(() -> HarnessTasks.read(yaml, data, Mode.OFFICIAL, Api.CHAT))
        .isInstanceOf(TaskException.class)
        .hasMessageContaining("no file can be called");
  }

  @Test
  void theDataIsLookedForUnderItsName() throws Exception {
    var name = DataSetName.of(HarnessFile.read(yaml));
    assertThat(name.text()).isEqualTo("someone/sums");
    assertThat(name.folders()).containsExactly("someone__sums", "sums");
    assertThat(name.in(temp)).contains(temp.resolve("data/sums"));
    assertThat(new DataSetName("other", null).in(temp)).contains(temp.resolve("data"));
    assertThat(new DataSetName("../../etc", null).in(temp)).contains(temp.resolve("data"));
    assertThat(name.in(temp.resolve("tasks"))).isEmpty();
  }
}
