package org.gwageo.benchmark.contamination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.InputStream;
import java.util.Objects;
import java.util.Random;
import org.gwageo.benchmark.statistics.Clusters;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EffectTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static JsonNode reference = JSON.nullNode();

  @BeforeAll
  static void load() throws Exception {
    try (InputStream in =
        Objects.requireNonNull(
            EffectTests.class.getResourceAsStream("reference.json"), "reference.json")) {
      reference = JSON.readTree(in);
    }
  }

  @Test
  void overlapsAsTheTextbookAlgorithmDoes() {
    int seen = 0;
    for (JsonNode row : reference.get("overlaps")) {
      assertThat(Overlap.of(row.get("a").asString(), row.get("b").asString()))
          .isCloseTo(row.get("f").asDouble(), within(1e-12));
      seen++;
    }
    assertThat(seen).isEqualTo(7);
  }

  @Test
  void overlapsTextOfAnyLengthInBoundedTime() {
    assertThat(Overlap.of("가나다라".repeat(1000), "가나다라".repeat(250_000))).isEqualTo(1);
    assertThat(Overlap.of("각", "\u1100\u1161\u11a8")).isEqualTo(1);
  }

  @Test
  void comparesTwoSamplesAsScipyDoes() {
    Effect area = Effect.area(alone("a"), alone("b"), 7);
    assertThat(area.size()).isCloseTo(number("area"), within(1e-12));
    assertThat(area.p()).isCloseTo(number("areaP"), within(0.004));
    assertThat(area.low()).isGreaterThan(0.5).isLessThan(area.size());

    Effect difference = Effect.difference(alone("a"), alone("b"), 7);
    assertThat(difference.size()).isCloseTo(number("difference"), within(1e-12));
    assertThat(difference.low()).isCloseTo(number("differenceLow"), within(0.002));
    assertThat(difference.high()).isCloseTo(number("differenceHigh"), within(0.002));
    assertThat(difference.p()).isCloseTo(number("differenceP"), within(0.003));
  }

  @Test
  void testsPairedDifferencesExactlyWhenTheyAreFew() {
    assertThat(Effect.paired(alone("paired"), 7).p()).isCloseTo(number("pairedP"), within(1e-12));
    double[] turned = alone("paired").values();
    for (int i = 0; i < turned.length; i++) {
      turned[i] = -turned[i];
    }
    assertThat(Effect.paired(new Effect.Sample(turned, Clusters.alone(turned.length)), 7).p())
        .isGreaterThan(0.9);
  }

  @Test
  void findsNothingWhereNothingDiffers() {
    var same = new Effect.Sample(new double[] {1, 1, 1}, Clusters.alone(3));
    assertThat(Effect.difference(same, same, 1)).isEqualTo(new Effect(0, 0, 0, 1, 6, 6));
    assertThat(Effect.area(same, same, 1)).isEqualTo(new Effect(0.5, 0.5, 0.5, 1, 6, 6));
    var zero = new Effect.Sample(new double[3], Clusters.alone(3));
    assertThat(Effect.paired(zero, 1).p()).isEqualTo(1);
  }

  @Test
  void refusesWhatCannotBeTested() {
    assertThatThrownBy(() -> new Effect.Sample(new double[] {1, 2}, Clusters.of(new int[] {4, 4})))
        .hasMessage("a contamination test needs at least 2 independent groups of items, not 1");
    assertThatThrownBy(() -> new Effect.Sample(new double[] {1, Double.NaN}, Clusters.alone(2)))
        .hasMessage("an observed value is a finite number, not NaN");
  }

  /**
   * Items of a group share a deviation, so that a test which ignores groups would raise too many.
   */
  @Test
  void raisesNoMoreFalseAlarmsThanItsLevelWithGroupedItems() {
    var random = new Random(11);
    int runs = 200;
    int paired = 0;
    int difference = 0;
    int area = 0;
    for (int run = 0; run < runs; run++) {
      Effect.Sample one = grouped(random, 24, 5, 0);
      Effect.Sample other = grouped(random, 20, 5, 0);
      paired += Effect.paired(one, run).p() <= 0.05 ? 1 : 0;
      difference += Effect.difference(one, other, run).p() <= 0.05 ? 1 : 0;
      area += Effect.area(one, other, run).p() <= 0.05 ? 1 : 0;
    }
    assertThat(paired).isBetween(2, 20);
    assertThat(difference).isBetween(2, 20);
    assertThat(area).isBetween(2, 20);
  }

  @Test
  void coversTheTruthAsOftenAsItSays() {
    var random = new Random(12);
    int runs = 200;
    int covered = 0;
    for (int run = 0; run < runs; run++) {
      Effect effect = Effect.difference(grouped(random, 24, 5, 0.6), grouped(random, 20, 5, 0), 1);
      covered += effect.low() <= 0.6 && 0.6 <= effect.high() ? 1 : 0;
    }
    assertThat(covered).isBetween(181, 198);
  }

  private static Effect.Sample grouped(Random random, int groups, int size, double shift) {
    double[] values = new double[groups * size];
    int[] clusters = new int[values.length];
    for (int g = 0; g < groups; g++) {
      double shared = random.nextGaussian();
      for (int i = 0; i < size; i++) {
        values[g * size + i] = shift + shared + 0.5 * random.nextGaussian();
        clusters[g * size + i] = g;
      }
    }
    return new Effect.Sample(values, Clusters.of(clusters));
  }

  private static Effect.Sample alone(String field) {
    double[] values = new double[reference.get(field).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = reference.get(field).get(i).asDouble();
    }
    return new Effect.Sample(values, Clusters.alone(values.length));
  }

  private static double number(String field) {
    return reference.get(field).asDouble();
  }

  static JsonNode zlib() {
    return reference.get("zlib");
  }
}
