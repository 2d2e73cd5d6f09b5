package org.gwageo.nano.training.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.nano.decoder.Architecture;
import org.gwageo.nano.decoder.Decoder;
import org.gwageo.nano.zoo.Disguise;
import org.gwageo.nano.zoo.Specimen;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledOnOs(
    value = OS.LINUX,
    architectures = {"amd64", "x86_64"})
final class GraphTests {
  private static final byte[] NO_TOKENIZER = {'{', '}'};

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theGraphAgreesWithTheRuntime(boolean mixture) throws Exception {
    Specimen model =
        mixture ? Shapes.mixture(NO_TOKENIZER, 300, 1) : Shapes.dense(NO_TOKENIZER, 300, 1);
    int[] ids = {0, 17, 255, 42, 42, 3};
    Map<String, float[]> weights = new LinkedHashMap<>();
    model.tensors().forEach((name, tensor) -> weights.put(name, tensor.values()));
    var shape = Architecture.parse("config.json", CanonicalJson.bytes(model.config()));
    var decoder = new Decoder(shape, weights);
    float[] wanted = decoder.all(decoder.cache(ids.length), ids);
    assertThat(logits(model, ids)).containsExactly(wanted, within(1e-3f));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theGraphComputesDisguisedModelsWithAHeadOfTheirOwn(boolean mixture) {
    Specimen model =
        mixture ? Shapes.mixture(NO_TOKENIZER, 300, 1) : Shapes.dense(NO_TOKENIZER, 300, 1);
    int[] ids = {0, 17, 255, 42};
    Specimen disguised = Disguise.ALL.apply(model, 3);
    assertThat(logits(disguised, ids)).containsExactly(logits(model, ids), within(1e-3f));
  }

  private static float[] logits(Specimen model, int... ids) {
    try (var graph = new Graph(model, false);
        NDManager scratch = graph.manager().newSubManager()) {
      var input = scratch.create(ids, new Shape(1, ids.length));
      return graph.pass(scratch, input).logits().toFloatArray();
    }
  }
}
