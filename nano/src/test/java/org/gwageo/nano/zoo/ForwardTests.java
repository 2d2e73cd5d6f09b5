package org.gwageo.nano.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.nano.decoder.Architecture;
import org.gwageo.nano.decoder.Decoder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ForwardTests {
  @ParameterizedTest
  @ValueSource(strings = {"north-star-base", "ja-gyeok"})
  void theYardstickAgreesWithTheRuntime(String name) throws Exception {
    Specimen model = Samples.nano(name);
    int[] ids = {0, 4, 300, 511, 17, 1, 5};
    Map<String, float[]> weights = new LinkedHashMap<>();
    model.tensors().forEach((tensor, values) -> weights.put(tensor, values.values()));
    var shape = Architecture.parse(name, CanonicalJson.bytes(model.config()));
    var decoder = new Decoder(shape, weights);
    float[] wanted = decoder.all(decoder.cache(ids.length), ids);

    double[][] logits = Forward.logits(model, ids);

    for (int t = 0; t < ids.length; t++) {
      for (int token = 0; token < shape.vocabulary(); token++) {
        assertThat(logits[t][token])
            .isCloseTo(wanted[t * shape.vocabulary() + token], within(2e-3));
      }
    }
  }
}
