package org.gwageo.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.gwageo.lineage.SyntheticModel.Shape;
import org.gwageo.lineage.fingerprint.Fingerprint;
import org.gwageo.lineage.fingerprint.FingerprintFile;
import org.gwageo.lineage.fingerprint.OnePass;
import org.gwageo.lineage.independence.Family;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintScreenTests {

  private static final Shape SHAPE = new Shape(256, 400, 3, 600, 0, true);

  @TempDir private Path folder;
  private final SyntheticModel base = SyntheticModel.random(SHAPE, 1);
  private final SequencedMap<String, Path> library = new TreeMap<>();

  @BeforeEach
  void writeALibrary() throws Exception {
    add("base", base);
    add("other", SyntheticModel.random(SHAPE, 2));
    add("another", SyntheticModel.random(SHAPE, 3));
  }

  @Test
  void aContinuedModelIsEstablishedFromFingerprintsAlone() throws Exception {
    LineageScreen screen = screen(base.perturbed(0.3, 9), 2);
    assertThat(screen.grade()).isEqualTo(Grade.DERIVATION_ESTABLISHED);
    assertThat(screen.strongest()).containsExactly("base");
    LineageReport report = report(screen, "base");
    assertThat(report.layerMap()).extracting("subject").containsExactly(0, 1, 2);
    assertThat(report.layerMap()).extracting("reference").containsExactly(0, 1, 2);
    LineageReport unrelated = report(screen, "other");
    assertThat(unrelated.grade()).isEqualTo(Grade.NOT_FOUND);
    assertThat(unrelated.power()).isNotEmpty();
  }

  @Test
  void theSameModelIsIdentical() throws Exception {
    LineageReport report = report(screen(base, 1), "base");
    assertThat(report.grade()).isEqualTo(Grade.IDENTICAL);
  }

  @Test
  void aGraftedComponentIsFoundByItsBlocks() throws Exception {
    SyntheticModel grafted =
        SyntheticModel.random(SHAPE, 4).grafted(base, name -> name.contains("self_attn"));
    LineageReport report = report(screen(grafted, 1), "base");
    assertThat(report.grade()).isEqualTo(Grade.DERIVATION_ESTABLISHED);
    assertThat(report.componentGrades())
        .containsEntry("attention", Grade.IDENTICAL)
        .containsEntry("mlp", Grade.NOT_FOUND)
        .containsEntry("embedding", Grade.NOT_FOUND);
  }

  @Test
  void constantsThatAllModelsShareAreNoEvidence() throws Exception {
    add("untrained", SyntheticModel.random(SHAPE, 5).withUntrainedGains());
    LineageReport report =
        report(screen(SyntheticModel.random(SHAPE, 6).withUntrainedGains(), 1), "untrained");
    assertThat(report.grade()).isEqualTo(Grade.NOT_FOUND);
    assertThat(report.untestable())
        .anySatisfy(
            untestable -> {
              assertThat(untestable.component()).isEqualTo("norms");
              assertThat(untestable.family()).isEqualTo(Family.T0);
            });
  }

  @Test
  void theNumberOfThreadsChangesNoByte() throws Exception {
    SyntheticModel subject = base.perturbed(0.3, 9);
    assertThat(screen(subject, 3).toJson()).isEqualTo(screen(subject, 1).toJson());
  }

  @Test
  void onlyWhatIsIndicatedIsComparedByItsWeights() throws Exception {
    LineageScreen screen = screen(base.perturbed(0.3, 9), 1);
    var asked = new ArrayList<String>();
    LineageReport full = report(screen(base, 1), "base");
    LineageScreen deepened =
        FingerprintScreen.deepened(
            screen,
            Settings.of(0),
            (name, settings) -> {
              asked.add(name);
              assertThat(settings.pairs()).isEqualTo(3);
              return Optional.of(full);
            });
    assertThat(asked).containsExactly("base");
    assertThat(deepened.reports().get("base")).isSameAs(full);
    assertThat(deepened.reports().get("other")).isSameAs(screen.reports().get("other"));
  }

  @Test
  void anEmptyLibraryIsRefused() throws Exception {
    Fingerprint subject = print(base, "subject");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                FingerprintScreen.library(
                    subject, new TreeMap<>(), Settings.of(0), 1, 1, (done, of, name) -> {}))
        .withMessageContaining("not 0, 1 and 1");
  }

  private LineageScreen screen(SyntheticModel subject, int threads) throws Exception {
    var heard = new ArrayList<Integer>();
    LineageScreen screen =
        FingerprintScreen.library(
            print(subject, "subject"),
            library,
            Settings.of(0),
            1,
            threads,
            (done, of, name) -> heard.add(done));
    assertThat(heard).isEqualTo(List.of(1, 2, 3, 4).subList(0, library.size()));
    return screen;
  }

  private static LineageReport report(LineageScreen screen, String name) {
    return Optional.ofNullable(screen.reports().get(name)).orElseThrow();
  }

  private void add(String name, SyntheticModel model) throws Exception {
    Path file = folder.resolve(name + FingerprintFile.SUFFIX);
    FingerprintFile.write(print(model, name), file);
    library.put(name, file);
  }

  private Fingerprint print(SyntheticModel model, String name) throws Exception {
    Path to = folder.resolve(name);
    model.write(to).close();
    return OnePass.read(to, OnePass.Settings.standard());
  }
}
