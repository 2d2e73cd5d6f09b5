package org.gwageo.nano.training.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class UniformityTests {
  @Test
  void agreesWithTheReferenceNumbers() throws IOException {
    List<String> rows;
    try (var file =
        Objects.requireNonNull(UniformityTests.class.getResourceAsStream("uniformity.csv"))) {
      rows = new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
    assertThat(rows).hasSize(4);
    for (String row : rows) {
      String[] cells = row.split(",", -1);
      double[] values = Arrays.stream(cells).skip(4).mapToDouble(Double::parseDouble).toArray();
      Uniformity uniformity = Uniformity.of(values);
      assertThat(uniformity.count()).isEqualTo(values.length);
      assertThat(uniformity.kolmogorov())
          .as(cells[0])
          .isCloseTo(Double.parseDouble(cells[1]), within(1e-6));
      assertThat(uniformity.tooSmall())
          .as(cells[0])
          .isCloseTo(Double.parseDouble(cells[2]), within(1e-6));
      assertThat(uniformity.anderson())
          .as(cells[0])
          .isCloseTo(Double.parseDouble(cells[3]), within(2e-4));
    }
  }

  @Test
  void onlyTooSmallValuesRejectOnOneSide() {
    double[] large = {0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.97, 0.98, 0.99, 1};
    double[] small = Arrays.stream(large).map(value -> 1 - value).toArray();
    assertThat(Uniformity.of(large).tooSmall()).isEqualTo(1);
    assertThat(Uniformity.of(small).tooSmall()).isLessThan(0.01);
    assertThat(Uniformity.of(large).kolmogorov()).isEqualTo(Uniformity.of(small).kolmogorov());
  }

  @Test
  void refusesWhatIsNoProbability() {
    assertThatThrownBy(() -> Uniformity.of(new double[] {0.5, 1.5}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("p-values lie between 0 and 1, not 0.5 to 1.5");
  }
}
