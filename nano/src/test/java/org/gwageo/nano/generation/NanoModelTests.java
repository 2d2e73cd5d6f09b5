package org.gwageo.nano.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.gwageo.nano.NanoServe;
import org.gwageo.nano.files.BadModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NanoModelTests {
  private static final Path MODELS = Path.of("models");

  @Test
  void loadsAllSixModelsTogetherWithinFifteenMegabytes() throws IOException, BadModelException {
    List<NanoModel> models = NanoServe.load(List.of(MODELS));
    assertThat(models)
        .extracting(NanoModel::name)
        .containsExactly("ang-bu", "gan-ui", "gyu-pyo", "hon-cheon", "ja-gyeok", "north-star-base");
    try (Stream<Path> files = Files.walk(MODELS)) {
      long bytes =
          files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
      assertThat(bytes).isLessThan(15_000_000);
    }
  }

  @Test
  void writesAConversationInTheTemplateOfTraining() throws IOException, BadModelException {
    NanoModel model = NanoModel.load(MODELS.resolve("hon-cheon"));
    int[] ids =
        model.chat(
            List.of(new Message(Message.Role.SYSTEM, "a"), new Message(Message.Role.USER, "b")));
    StringBuilder text = new StringBuilder();
    for (int id : ids) {
      text.append(new String(model.tokenizer().bytes(id), StandardCharsets.UTF_8));
    }
    assertThat(text).hasToString("<|start|><|system|>a<|end|><|user|>b<|end|><|assistant|>");
  }

  @Test
  void scoresAsItGenerates() throws IOException, BadModelException {
    NanoModel model = NanoModel.load(MODELS.resolve("ang-bu"));
    int[] prompt = model.chat(List.of(new Message(Message.Role.USER, "3 + 4 = ?")));
    Generation generation = model.generate(prompt, Sampling.greedy(6));
    int[] all = Arrays.copyOf(prompt, prompt.length + generation.choices().size());
    for (int i = 0; i < generation.choices().size(); i++) {
      all[prompt.length + i] = generation.choices().get(i).id();
    }
    List<Choice> scores = model.score(all, 0);
    assertThat(scores.subList(prompt.length, all.length)).isEqualTo(generation.choices());
  }

  @Test
  void refusesFoldersWithoutAWholeModel(@TempDir Path folder) throws IOException {
    assertThatThrownBy(() -> NanoModel.load(folder)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> NanoServe.load(List.of(folder)))
        .isInstanceOf(BadModelException.class)
        .hasMessageContaining("holds no config.json");
    Path source = MODELS.resolve("hon-cheon");
    for (String name :
        List.of("config.json", "tokenizer.json", "tokenizer_config.json", "model.safetensors")) {
      Files.copy(source.resolve(name), folder.resolve(name));
    }
    Path template = folder.resolve("tokenizer_config.json");
    Files.writeString(template, Files.readString(template).replace("<|end|>", "<|stop|>"));
    assertThatThrownBy(() -> NanoModel.load(folder)).hasMessageContaining("chat_template");
    Files.copy(
        source.resolve("tokenizer_config.json"), template, StandardCopyOption.REPLACE_EXISTING);
    Path weights = folder.resolve("model.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    Files.write(weights, Arrays.copyOf(bytes, bytes.length - 1));
    assertThatThrownBy(() -> NanoModel.load(folder)).isInstanceOf(BadModelException.class);
  }
}
