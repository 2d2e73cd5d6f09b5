package org.gwageo.nano.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.gwageo.nano.generation.Choice;
import org.gwageo.nano.generation.Message;
import org.gwageo.nano.generation.NanoModel;
import org.gwageo.nano.generation.Sampling;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledOnOs(
    value = OS.LINUX,
    architectures = {"amd64", "x86_64"})
class GreedyEqualityTests {
  private static final Path MODELS = Path.of("../models");

  @ParameterizedTest
  @ValueSource(
      strings = {"north-star-base", "gan-ui", "hon-cheon", "ang-bu", "ja-gyeok", "gyu-pyo"})
  void writesTheSameTokensAsTheTensorEngine(String name) throws Exception {
    Path folder = MODELS.resolve(name);
    NanoModel model = NanoModel.load(folder);
    try (TorchDecoder torch =
        new TorchDecoder(
            model.shape(), Checkpoint.read(folder.resolve("model.safetensors")), false)) {
      for (String question : Golden.QUESTIONS) {
        int[] prompt = model.chat(List.of(new Message(Message.Role.USER, question)));
        List<Integer> greedy =
            model.generate(prompt, Sampling.greedy(Golden.LONGEST)).choices().stream()
                .map(Choice::id)
                .toList();
        assertThat(greedy)
            .as("%s: %s", name, question)
            .isEqualTo(torch.greedy(prompt, Golden.LONGEST));
        float[] mine = model.logits(prompt);
        float[] theirs = torch.lastLogits(prompt);
        assertThat(mine).hasSameSizeAs(theirs);
        for (int i = 0; i < mine.length; i++) {
          assertThat(mine[i]).isCloseTo(theirs[i], within(2e-3f));
        }
      }
    }
  }
}
