package org.gwageo.platform.lineage.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gwageo.lineage.checkpoint.Weights;
import org.gwageo.platform.ApplicationTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

@ApplicationTest
class GainCosinePageTests {

  @Autowired private MockMvc http;

  @ParameterizedTest
  @CsvSource({"0.1, 4096, 0.9901", "0.5, 4096, 0.8000", "0.1, 64, 0.9901", "0.35, 1024, 0.8909"})
  void drawsWhatTheReaderChooses(String spread, String length, String expected) throws Exception {
    String body = open("?spread=" + spread + "&length=" + length);
    assertThat(body).contains("Theory gives the cosine " + expected, "<svg", "<table");
    assertThat(body).isEqualTo(open("?spread=" + spread + "&length=" + length));
  }

  @Test
  void anOddChoiceFallsBackToTheUsualOne() throws Exception {
    assertThat(open("?spread=9e9&length=2000000000")).contains("Theory gives the cosine 0.9901");
  }

  @Test
  void theRealPairsAreWhatTheModelsGive() throws Exception {
    for (RealPair pair : List.of(RealPair.INDEPENDENT, RealPair.DERIVATIVE)) {
      var gains = new ArrayList<Double>();
      var correlations = new ArrayList<Double>();
      var matrices = new ArrayList<Double>();
      try (var a = Weights.open(Path.of("../nano/models", pair.subject()));
          var b = Weights.open(Path.of("../nano/models", pair.reference()))) {
        for (var entry : a.tensors().entrySet()) {
          var other = b.tensors().get(entry.getKey());
          if (other == null || !other.shape().equals(entry.getValue().shape())) {
            continue;
          }
          float[] x = entry.getValue().toFloats();
          float[] y = other.toFloats();
          if (entry.getKey().contains("norm")) {
            gains.add(cosine(x, y, 0, 0));
            correlations.add(cosine(x, y, mean(x), mean(y)));
          } else if (entry.getKey().contains("mlp")) {
            matrices.add(cosine(x, y, 0, 0));
          }
        }
      }
      assertThat(average(gains)).isEqualTo(pair.gainCosine().doubleValue(), within(1e-4));
      assertThat(average(correlations)).isEqualTo(pair.gainPearson().doubleValue(), within(1e-4));
      assertThat(average(matrices)).isEqualTo(pair.weightCosine().doubleValue(), within(1e-4));
    }
  }

  @Test
  void theSliderAnswersWithoutScriptsToo() throws Exception {
    assertThat(open("?spread=0.30&length=1024"))
        .contains(
            "type=\"range\"",
            "min=\"0.05\"",
            "value=\"0.3\"",
            "data-live=\"pair-found pair-picture\"");
    for (String wrong : List.of("0.04", "1.01", "-0.1", "0.123", "")) {
      assertThat(open("?spread=" + wrong)).contains("Theory gives the cosine 0.9901");
    }
  }

  @Test
  void theGainsInThePicturesAreThoseOfTheModels() throws Exception {
    var gains = RealGains.load();
    assertThat(gains.byModel()).containsOnlyKeys("north-star-base", "ang-bu", "gan-ui");
    for (var listed : gains.byModel().entrySet()) {
      try (var weights = Weights.open(Path.of("../nano/models", listed.getKey()))) {
        float[] real =
            java.util.Objects.requireNonNull(weights.tensors().get(RealGains.TENSOR)).toFloats();
        assertThat(listed.getValue()).hasSize(real.length);
        for (int i = 0; i < real.length; i++) {
          assertThat(listed.getValue().get(i)).isEqualTo(real[i], within(1e-4));
        }
      }
    }
    assertThat(open(""))
        .contains(
            "Trained on its own, ang-bu: cosine %.3f"
                .formatted(gains.cosine("north-star-base", "ang-bu")),
            "correlation %.3f".formatted(gains.pearson("north-star-base", "gan-ui")));
    assertThat(gains.pearson("north-star-base", "gan-ui")).isGreaterThan(0.9);
    assertThat(Math.abs(gains.pearson("north-star-base", "ang-bu"))).isLessThan(0.2);
  }

  private String open(String query) throws Exception {
    var response =
        http.perform(
                MockMvcRequestBuilders.get("/en/lineage/gain-cosine" + query)
                    .servletPath("/en/lineage/gain-cosine"))
            .andReturn()
            .getResponse();
    assertThat(response.getStatus()).isEqualTo(200);
    return response.getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
  }

  private static double average(List<Double> values) {
    assertThat(values).isNotEmpty();
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double cosine(float[] x, float[] y, double meanX, double meanY) {
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - meanX) * (y[i] - meanY);
      xx += (x[i] - meanX) * (x[i] - meanX);
      yy += (y[i] - meanY) * (y[i] - meanY);
    }
    return xy / Math.sqrt(xx * yy);
  }
}
