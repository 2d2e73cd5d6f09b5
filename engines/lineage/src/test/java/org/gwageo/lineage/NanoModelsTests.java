package org.gwageo.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.gwageo.lineage.independence.Family;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The trained models of this repository, whose ancestry is known. */
class NanoModelsTests {

  private static final Path MODELS = Path.of("..", "..", "nano", "models");

  @Test
  void theModelThatWasContinuedFromTheForeignOneIsEstablished() throws Exception {
    LineageScreen screen = screen("gan-ui");
    assertThat(screen.grade()).isEqualTo(Grade.DERIVATION_ESTABLISHED);
    assertThat(screen.reports().firstEntry().getValue().layerMap()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ang-bu", "gyu-pyo", "hon-cheon", "ja-gyeok"})
  void modelsTrainedFromTheirOwnInitialisationAreNotFound(String model) throws Exception {
    LineageScreen screen = screen(model);
    assertThat(screen.grade()).isEqualTo(Grade.NOT_FOUND);
    assertThat(screen.reports().firstEntry().getValue().components())
        .isNotEmpty()
        .allSatisfy(finding -> assertThat(finding.outcome().z()).as("%s", finding).isLessThan(4.5))
        .anySatisfy(finding -> assertThat(finding.outcome().family()).isEqualTo(Family.T5));
  }

  private static LineageScreen screen(String model) throws Exception {
    try (var subject = Checkpoint.open(MODELS.resolve(model));
        var reference = Checkpoint.open(MODELS.resolve("north-star-base"))) {
      return LineageScreen.of(subject, Map.of("north-star-base", reference), 5, 20260102);
    }
  }
}
