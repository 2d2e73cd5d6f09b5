package org.gwageo.nano.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Compares with what the tensor engine computed on the same weights. */
class GoldenTests {
  private static final double TOLERANCE = 2e-3;

  @ParameterizedTest
  @ValueSource(
      strings = {"north-star-base", "gan-ui", "hon-cheon", "ang-bu", "ja-gyeok", "gyu-pyo"})
  void writesWhatTheTensorEngineWrites(String name) throws Exception {
    NanoModel model = NanoModel.load(Path.of("models", name));
    JsonNode golden =
        new ObjectMapper()
            .readTree(Files.readAllBytes(Path.of("src/test/resources/golden", name + ".json")));
    assertThat(golden.path("weights").asString()).isEqualTo(model.digest().toString());
    assertThat(golden.path("cases").size()).isGreaterThanOrEqualTo(10);
    for (JsonNode entry : golden.path("cases")) {
      int[] prompt =
          model.chat(List.of(new Message(Message.Role.USER, entry.path("question").asString())));
      assertThat(prompt).containsExactly(ints(entry.path("prompt")));
      List<Integer> greedy = new ArrayList<>();
      for (Choice choice : model.generate(prompt, Sampling.greedy(24)).choices()) {
        greedy.add(choice.id());
      }
      assertThat(greedy)
          .as("%s: %s", name, entry.path("question").asString())
          .containsExactlyElementsOf(Arrays.stream(ints(entry.path("greedy"))).boxed().toList());
      float[] logits = model.logits(prompt);
      for (int i = 0; i < entry.path("logits").size(); i++) {
        assertThat((double) logits[i])
            .isCloseTo(entry.path("logits").path(i).asDouble(), within(TOLERANCE));
      }
    }
  }

  private static int[] ints(JsonNode node) {
    int[] values = new int[node.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = node.path(i).asInt();
    }
    return values;
  }
}
