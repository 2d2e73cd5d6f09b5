package org.gwageo.benchmark.reproduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gwageo.benchmark.reproduction.StageDraw.Received;
import org.gwageo.canonical.Digest;
import org.junit.jupiter.api.Test;

class StageDrawTests {

  private static final String SEED = "5a".repeat(32);

  private static Digest digest(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Received> bundles(String marker) {
    var bundles = new ArrayList<Received>();
    for (String team : List.of("a", "b", "c")) {
      for (String task : List.of("law", "maths", "words", "sums")) {
        bundles.add(new Received("own", team, task, digest(marker + team + task)));
      }
    }
    return bundles;
  }

  @Test
  void everyTeamHasTheSameNumberOfBundlesChosen() {
    var chosen = new StageDraw("p/s", SEED, bundles("")).chosen("own", 2);
    assertThat(chosen).extracting(Received::team).containsExactly("a", "a", "b", "b", "c", "c");
    assertThat(new StageDraw("p/s", SEED, bundles("")).chosen("own", 9)).hasSize(12);
    assertThat(new StageDraw("p/s", SEED, bundles("")).chosen("other", 2)).isEmpty();
  }

  @Test
  void theOrderInWhichBundlesCameInChangesNothing() {
    var draw = new StageDraw("p/s", SEED, bundles(""));
    var reversed = new StageDraw("p/s", SEED, bundles("").reversed());
    assertThat(reversed).isEqualTo(draw);
    assertThat(reversed.toJson()).isEqualTo(draw.toJson());
  }

  @Test
  void oneOtherBundleChangesTheLotOfAll() {
    Set<List<Received>> draws = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      var bundles = new ArrayList<>(bundles(""));
      bundles.set(11, new Received("own", "c", "sums", digest("another " + i)));
      draws.add(
          new StageDraw("p/s", SEED, bundles)
              .chosen("own", 2).stream().filter(one -> one.team().equals("a")).toList());
    }
    // Of 4 choose 2 there are 6 draws for a team; one that ignored the others would show one.
    assertThat(draws).hasSizeGreaterThan(2);
  }

  @Test
  void everyBundleIsEquallyLikely() {
    int chosen = 0;
    for (int i = 0; i < 2_000; i++) {
      chosen +=
          new StageDraw("p/s", SEED, bundles("round " + i))
                  .chosen("own", 1).stream()
                      .anyMatch(one -> one.team().equals("b") && one.task().equals("law"))
              ? 1
              : 0;
    }
    // 500 expected, standard deviation 19.4.
    assertThat(chosen).isBetween(400, 600);
  }

  @Test
  void theCommitmentIsToSeedAndContextAlone() {
    var draw = new StageDraw("p/s", SEED, bundles(""));
    assertThat(draw.commitment()).isEqualTo(StageDraw.commitment("p/s", SEED));
    assertThat(draw.commitment())
        .isNotEqualTo(StageDraw.commitment("p/t", SEED))
        .isNotEqualTo(StageDraw.commitment("p/s", "5b".repeat(32)));
    assertThat(new StageDraw("p/s", SEED, List.of()).commitment()).isEqualTo(draw.commitment());
  }

  @Test
  void aDrawIsReadBackAsItWasWritten() throws Exception {
    var draw = new StageDraw("p/s", SEED, bundles(""));
    assertThat(StageDraw.parse(draw.toJson())).isEqualTo(draw);
    assertThatThrownBy(() -> StageDraw.parse("{}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("gwageo-stage-draw/1");
    assertThatThrownBy(
            () ->
                StageDraw.parse(
                    new String(draw.toJson(), StandardCharsets.UTF_8)
                        .replace(SEED, "5a")
                        .getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("at least 32 bytes");
  }

  @Test
  void aTeamsBundleForATaskIsThereOnce() {
    var twice = new ArrayList<>(bundles(""));
    twice.add(new Received("other", "a", "law", digest("x")));
    assertThatThrownBy(() -> new StageDraw("p/s", SEED, twice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the bundle of a for law is there twice");
  }
}
