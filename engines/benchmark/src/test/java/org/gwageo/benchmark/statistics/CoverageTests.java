package org.gwageo.benchmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Short forms of {@link CoverageStudy}; bounds are the true rate and 4 standard errors. */
class CoverageTests {

  @Test
  void clusteredIntervalsCoverWhereUnclusteredOnesDoNot() {
    Map<String, Double> rates = CoverageStudy.means(50, 5, 0.7, 0.2, 1500, 1);
    assertThat(rates.get("t")).isBetween(0.925, 0.972);
    assertThat(rates.get("unclustered")).isLessThan(0.88);
  }

  @Test
  void withFewClustersStudentsIntervalCoversWhereTheNormalOneDoesNot() {
    Map<String, Double> rates = CoverageStudy.means(10, 5, 0.7, 0.2, 1500, 1);
    assertThat(rates.get("t")).isBetween(0.92, 0.972);
    assertThat(rates.get("normal")).isLessThan(0.92);
  }

  @Test
  void nearTheEndOfTheScaleWilsonsIntervalCoversWhereStudentsDoesNot() {
    Map<String, Double> rates = CoverageStudy.shares(100, 1, 0.98, 0, 1500, 4);
    assertThat(rates.get("t")).isLessThan(0.9);
    assertThat(rates.get("wilson")).isBetween(0.93, 0.99);
    assertThat(rates.get("clopper-pearson")).isGreaterThan(0.94);
  }

  @Test
  void signFlipsKeepTheirLevelOnClustersOfUnequalSpread() {
    assertThat(CoverageStudy.flips(30, 2000, 7).get("flips")).isBetween(0.03, 0.07);
  }

  @Test
  void allDecisionsTogetherAreWrongNoMoreOftenThanTheFamilyWiseLevel() {
    Map<String, Double> rates = CoverageStudy.family(new double[] {0, 0, 0.3, 0.3, 1}, 100, 300, 9);
    assertThat(rates.get("holm wrong anywhere")).isLessThan(0.1);
    assertThat(rates.get("max-t wrong anywhere")).isLessThan(0.1);
    assertThat(rates.get("holm ranks cover")).isGreaterThan(0.9);
    assertThat(rates.get("simultaneous intervals cover")).isGreaterThan(0.9);
  }
}
