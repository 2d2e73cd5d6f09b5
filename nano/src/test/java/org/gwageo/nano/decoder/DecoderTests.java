package org.gwageo.nano.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.gwageo.nano.decoder.Architecture.Family;
import org.gwageo.nano.files.BadModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DecoderTests {
  static List<Architecture> shapes() {
    return RandomWeights.shapes();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void givesTheSameBitsWithAndWithoutVectors(Architecture shape) throws BadModelException {
    Map<String, float[]> weights = RandomWeights.weights(shape, 3);
    int[] ids = RandomWeights.ids(19, 5);
    Decoder vectors = new Decoder(shape, weights, new VectorKernels());
    Decoder scalars = new Decoder(shape, weights, new ScalarKernels());
    assertThat(vectors.all(vectors.cache(19), ids)).isEqualTo(scalars.all(scalars.cache(19), ids));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void givesTheSameBitsAtOnceAndTokenByToken(Architecture shape) throws BadModelException {
    Decoder decoder = new Decoder(shape, RandomWeights.weights(shape, 4));
    int[] ids = RandomWeights.ids(23, 6);
    float[] all = decoder.all(decoder.cache(23), ids);
    Cache cache = decoder.cache(40);
    for (int i = 0; i < ids.length; i++) {
      float[] next = decoder.next(cache, new int[] {ids[i]});
      assertThat(next).isEqualTo(Arrays.copyOfRange(all, i * 71, (i + 1) * 71));
    }
    assertThat(cache.length()).isEqualTo(23);
  }

  @Test
  void seesNothingBeforeTheWindowInASingleLayer() throws BadModelException {
    Architecture two = RandomWeights.shape(Family.MISTRAL, 2, 1, 3, 1, 1);
    Architecture shape =
        new Architecture(two.family(), 71, 24, 40, 1, 2, 1, 6, 64, 10_000f, 1e-5f, 3, 1, 1, 0, 1);
    Decoder decoder = new Decoder(shape, RandomWeights.weights(shape, 8));
    int[] ids = RandomWeights.ids(8, 9);
    int[] outside = ids.clone();
    outside[4] = (ids[4] + 1) % 71;
    int[] inside = ids.clone();
    inside[5] = (ids[5] + 1) % 71;
    float[] logits = decoder.next(decoder.cache(8), ids);
    assertThat(decoder.next(decoder.cache(8), outside)).isEqualTo(logits);
    assertThat(decoder.next(decoder.cache(8), inside)).isNotEqualTo(logits);
  }

  @Test
  void refusesMissingLeftOverAndWrongTensors() {
    Architecture shape = RandomWeights.shapes().getFirst();
    Map<String, float[]> weights = RandomWeights.weights(shape, 3);
    weights.put("lm_head.weight", new float[71 * 24]);
    assertThatThrownBy(() -> new Decoder(shape, weights))
        .isInstanceOf(BadModelException.class)
        .hasMessageContaining("lm_head.weight belongs to no part");
    weights.remove("lm_head.weight");
    weights.put("model.norm.weight", new float[23]);
    assertThatThrownBy(() -> new Decoder(shape, weights))
        .hasMessageContaining("tensor model.norm.weight has 23 values");
    weights.remove("model.norm.weight");
    assertThatThrownBy(() -> new Decoder(shape, weights))
        .hasMessage("tensor model.norm.weight is missing");
  }

  @Test
  void refusesMoreTokensThanTheCacheHolds() throws BadModelException {
    Architecture shape = RandomWeights.shapes().getFirst();
    Decoder decoder = new Decoder(shape, RandomWeights.weights(shape, 3));
    assertThatThrownBy(() -> decoder.cache(65)).hasMessageContaining("positions 1 to 64");
    Cache cache = decoder.cache(4);
    assertThatThrownBy(() -> decoder.next(cache, new int[5]))
        .hasMessage("5 tokens are appended to 0, the cache holds 4");
  }
}
