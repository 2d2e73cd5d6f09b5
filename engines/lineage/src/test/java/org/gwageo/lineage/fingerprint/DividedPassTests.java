package org.gwageo.lineage.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.gwageo.lineage.anatomy.Anatomy;
import org.gwageo.lineage.anatomy.Role;
import org.gwageo.lineage.checkpoint.ElementType;
import org.gwageo.lineage.checkpoint.FileBytes;
import org.gwageo.lineage.checkpoint.StoredTensor;
import org.gwageo.lineage.checkpoint.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DividedPassTests {

  @TempDir private Path folder;

  private static final OnePass.Settings QUICK = OnePass.Settings.standard().withoutDigests();

  @ParameterizedTest
  @EnumSource(
      value = ElementType.class,
      names = {"F32", "BF16"})
  void piecesOfManyProcessesInAnyOrderGiveTheBytesOfOne(ElementType type) throws Exception {
    Path model = Model.random(1).write(folder.resolve("model"), type);
    byte[] whole;
    try (Weights weights = Weights.open(model)) {
      Anatomy anatomy = Anatomy.of(weights, Optional.empty());
      whole = bytes(OnePass.of(weights, anatomy, inputs(model), Optional.empty(), QUICK));
    }
    for (int run : List.of(1, 2, 5, 1000)) {
      assertThat(divided(model, run, run)).isEqualTo(whole);
    }
  }

  /** Every run of pieces is read by a process of its own that has none of the bytes. */
  private byte[] divided(Path model, int run, long seed) throws Exception {
    var mine = new RangedBytes();
    try (Weights weights = Weights.open(model, mine)) {
      var pass = DividedPass.of(weights, Anatomy.of(weights, Optional.empty()));
      var starts = new ArrayList<Integer>();
      for (int from = 0; from < pass.pieces(); from += run) {
        starts.add(from);
      }
      Collections.shuffle(starts, new Random(seed));
      for (int from : starts) {
        int to = Math.min(pass.pieces(), from + run);
        pass.take(from, to, elsewhere(model, from, to));
      }
      return bytes(pass.fingerprint(inputs(model), Optional.empty()));
    }
  }

  private static byte[] elsewhere(Path model, int from, int to) throws Exception {
    var own = new RangedBytes();
    try (Weights weights = Weights.open(model, own)) {
      var pass = DividedPass.of(weights, Anatomy.of(weights, Optional.empty()));
      return pass.read(from, to);
    }
  }

  @Test
  void whatIsNamedBeforehandIsAllThatIsReadBesidesSmallVectors() throws Exception {
    Path model = Model.random(2).write(folder.resolve("model"), ElementType.BF16);
    var bytes = new RangedBytes();
    try (Weights weights = Weights.open(model, bytes)) {
      var pass = DividedPass.of(weights, Anatomy.of(weights, Optional.empty()));
      for (int piece = 0; piece < pass.pieces(); piece++) {
        bytes.bring(pass.extents(piece, piece + 1));
        long named = bytes.brought();
        pass.read(piece, piece + 1);
        assertThat(bytes.brought() - named).isLessThanOrEqualTo(2L * Model.CHANNELS);
      }
    }
  }

  @Test
  void aPieceNeedsItsOwnRowsAndTheMatrixThatLiesAcross() throws Exception {
    Path model = Model.random(3).write(folder.resolve("model"), ElementType.BF16);
    try (Weights weights = Weights.open(model)) {
      var pass = DividedPass.of(weights, Anatomy.of(weights, Optional.empty()));
      StoredTensor down = weights.tensor("model.layers.0.mlp.down_proj.weight");
      StoredTensor up = weights.tensor("model.layers.0.mlp.up_proj.weight");
      int piece = 0;
      while (pass.end(piece) - pass.start(piece) < 2) {
        piece++;
      }
      var extents = pass.extents(piece, piece + 1);
      assertThat(extents)
          .filteredOn(extent -> extent.tensor().name().equals(down.name()))
          .extracting("length")
          .contains(down.byteSize());
      assertThat(extents)
          .filteredOn(extent -> extent.tensor().name().equals(up.name()))
          .allSatisfy(extent -> assertThat(extent.length()).isLessThan(up.byteSize()));
    }
  }

  @Test
  void tensorsThatMayBeTheSameAreComparedByTheirBytesOnly() throws Exception {
    Model tied = Model.random(4).withCopy("model.embed_tokens.weight", "lm_head.weight");
    assertThat(hasHead(tied.write(folder.resolve("tied")))).isFalse();
    Model untied = tied.withAnotherEnd("lm_head.weight");
    assertThat(hasHead(untied.write(folder.resolve("untied")))).isTrue();
  }

  private static boolean hasHead(Path model) throws Exception {
    try (Weights weights = Weights.open(model, new RangedBytes())) {
      return Anatomy.of(weights, Optional.empty()).parts().keySet().stream()
          .anyMatch(place -> place.role() == Role.LM_HEAD);
    }
  }

  @Test
  void tooFewOrTooManyBytesOfAPieceAreRefused() throws Exception {
    Path model = Model.random(5).write(folder.resolve("model"));
    try (Weights weights = Weights.open(model, FileBytes.mapped())) {
      var pass = DividedPass.of(weights, Anatomy.of(weights, Optional.empty()));
      byte[] read = pass.read(0, 2);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> pass.take(0, 1, read))
          .withMessage("pieces 0 to 1 give fewer than %d bytes", read.length);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> pass.take(0, 3, read))
          .withMessage("pieces 0 to 3 give more than %d bytes", read.length);
    }
  }

  private static List<Fingerprint.Input> inputs(Path model) throws Exception {
    Path file = Files.isDirectory(model) ? model.resolve("model.safetensors") : model;
    return List.of(
        new Fingerprint.Input(
            String.valueOf(file.getFileName()), Files.size(file), Optional.empty()));
  }

  private byte[] bytes(Fingerprint print) throws Exception {
    Path file = Files.createTempFile(folder, "print", ".gwf");
    FingerprintFile.write(print, file);
    return Files.readAllBytes(file);
  }
}
