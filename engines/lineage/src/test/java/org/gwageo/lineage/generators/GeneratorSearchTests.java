package org.gwageo.lineage.generators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.gwageo.lineage.checkpoint.ElementType;
import org.gwageo.lineage.checkpoint.StoredTensor;
import org.gwageo.lineage.generators.GeneratorSearch.Found;
import org.gwageo.lineage.generators.GeneratorSearch.Result;
import org.gwageo.lineage.generators.GeneratorSearch.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GeneratorSearchTests {

  private static final Settings SETTINGS =
      new Settings(List.of(1L, 42L, 1337L), 1 << 18, 40, 2, (done, of) -> {});

  private final SplittableRandom random = new SplittableRandom(5);

  @ParameterizedTest
  @EnumSource(Generator.class)
  void findsTheGeneratorTheSeedAndThePlaceAfterTraining(Generator generator) {
    boolean card = generator.identifier().contains("cuda");
    long offset = card ? 33 : 160_000;
    Result result =
        new GeneratorSearch(SETTINGS)
            .in(
                List.of(
                    noise("elsewhere", 20_000),
                    grown("trained", generator, 1337, offset, 20_000, 0.3)),
                0);
    assertThat(result.found()).hasSize(1);
    Found found = result.found().getFirst();
    assertThat(found.tensor()).isEqualTo("trained");
    assertThat(found.generator()).isEqualTo(generator);
    assertThat(found.seed()).isEqualTo(1337);
    assertThat(found.offset()).isEqualTo(offset);
    assertThat(found.elements()).isEqualTo(20_000);
    assertThat(found.correlation()).isCloseTo(0.3, within(0.03));
    assertThat(found.log10p()).isLessThan(-50);
  }

  @Test
  void findsNothingInWhatWasDrawnElsewhere() {
    var probes = new ArrayList<Probe>();
    for (int i = 0; i < 8; i++) {
      probes.add(noise("noise" + i, 8192));
    }
    probes.add(grown("other seed", Generator.TORCH_CPU_NORMAL, 7, 0, 8192, 1));
    probes.add(grown("beyond", Generator.TORCH_CPU_NORMAL, 42, 1 << 18, 8192, 1));
    probes.add(grown("faint", Generator.TORCH_CPU_NORMAL, 42, 160, 8192, 0.01));
    Result result = new GeneratorSearch(SETTINGS).in(probes, 0);
    assertThat(result.found()).isEmpty();
    assertThat(result.tries()).isEqualTo(2L * 11 * 3 * (40 + (1 << 14)));
  }

  @Test
  void everyTryCounts() {
    Probe probe = grown("trained", Generator.TORCH_CPU_NORMAL, 42, 64, 8192, 0.12);
    Result few = new GeneratorSearch(SETTINGS).in(List.of(probe), 0);
    Result many = new GeneratorSearch(SETTINGS).in(List.of(probe), 99 * few.tries());
    assertThat(few.found().getFirst().z()).isEqualTo(many.found().getFirst().z());
    assertThat(many.found().getFirst().log10p() - few.found().getFirst().log10p())
        .isCloseTo(2, within(1e-9));
    assertThat(new GeneratorSearch(SETTINGS).in(List.of(probe), Long.MAX_VALUE / 2).found())
        .hasSize(1);
  }

  @Test
  void theNumberOfThreadsChangesNothing() {
    List<Probe> probes =
        List.of(
            grown("a", Generator.TORCH_CUDA_NORMAL, 1, 7, 5000, 0.5),
            grown("b", Generator.TORCH_CPU_UNIFORM, 42, 1600, 5000, 0.5));
    var alone = new Settings(SETTINGS.seeds(), 1 << 16, 40, 1, (done, of) -> {});
    var together = new Settings(SETTINGS.seeds(), 1 << 16, 40, 3, (done, of) -> {});
    assertThat(new GeneratorSearch(alone).in(probes, 0))
        .isEqualTo(new GeneratorSearch(together).in(probes, 0));
  }

  @Test
  void matricesWithoutContentAreLeftOut() {
    Probe zeros =
        Probe.of(StoredTensor.of("z", ElementType.F32, List.of(64L, 64L), new float[4096]));
    var infinite = new float[4096];
    infinite[5] = Float.NaN;
    Probe broken = Probe.of(StoredTensor.of("n", ElementType.F32, List.of(64L, 64L), infinite));
    Result result = new GeneratorSearch(SETTINGS).in(List.of(zeros, broken), 0);
    assertThat(result.found()).isEmpty();
    assertThat(result.tries()).isZero();
  }

  @Test
  void outliersOfTrainingHideNothing() {
    float[] values = DrawnNumbers.of(Generator.TORCH_CPU_NORMAL, 42, 32, 8192);
    for (int i = 0; i < values.length; i += 500) {
      values[i] = 1e6f;
    }
    Probe probe = Probe.of(StoredTensor.of("w", ElementType.F32, List.of(64L, 128L), values));
    assertThat(new GeneratorSearch(SETTINGS).in(List.of(probe), 0).found())
        .extracting(Found::offset)
        .containsExactly(32L);
  }

  @Test
  void settingsWithoutSenseAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Settings(List.of(), 0, 0, 1, (done, of) -> {}))
        .withMessageStartingWith("a search needs a seed");
  }

  private Probe noise(String name, int count) {
    var values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (0.02 * random.nextGaussian());
    }
    return Probe.of(StoredTensor.of(name, ElementType.F32, List.of(1L, (long) count), values));
  }

  /** A matrix that began with drawn numbers and keeps some correlation with them. */
  private Probe grown(
      String name, Generator generator, long seed, long offset, int count, double correlation) {
    float[] values = DrawnNumbers.of(generator, seed, offset, count);
    double rest = Math.sqrt(1 - correlation * correlation);
    for (int i = 0; i < count; i++) {
      values[i] = (float) (0.02 * (correlation * values[i] + rest * random.nextGaussian()));
    }
    return Probe.of(StoredTensor.of(name, ElementType.F32, List.of(1L, (long) count), values));
  }
}
