package org.gwageo.nano.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.gwageo.lineage.Checkpoint;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.checkpoint.ElementType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpecimenTests {
  @Test
  void readsBackWhatItWrote(@TempDir Path folder) throws Exception {
    Specimen model = Samples.dense(1);
    model.write(folder, ElementType.F32);
    Specimen read = Specimen.read(folder);
    assertThat(read.tensors().keySet()).isEqualTo(model.tensors().keySet());
    model
        .tensors()
        .forEach(
            (name, tensor) -> assertThat(read.tensor(name).values()).isEqualTo(tensor.values()));
    assertThat(read.layers()).isEqualTo(3);
    assertThat(read.tokenizer()).isEqualTo(model.tokenizer());
  }

  @Test
  void aTrainedModelKeepsItsBytes(@TempDir Path folder) throws Exception {
    Samples.nano("north-star-base").write(folder);
    for (String file : List.of("config.json", "tokenizer.json")) {
      assertThat(folder.resolve(file))
          .hasSameBinaryContentAs(Samples.models().resolve("north-star-base").resolve(file));
    }
    Specimen read = Specimen.read(folder);
    Samples.nano("north-star-base")
        .tensors()
        .forEach(
            (name, tensor) -> assertThat(read.tensor(name).values()).isEqualTo(tensor.values()));
  }

  @Test
  void aBrokenConfigurationIsNamed(@TempDir Path folder) throws Exception {
    Samples.dense(1).write(folder);
    Files.writeString(folder.resolve("config.json"), "{");
    assertThatThrownBy(() -> Specimen.read(folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith("config.json is not JSON");
  }

  @Test
  void everyDerivationOfTheRehearsalModelsOpensAsACheckpoint(@TempDir Path folder)
      throws Exception {
    var cast =
        new Cast(
            Samples.nano("north-star-base"),
            Samples.nano("ang-bu"),
            Samples.nano("gan-ui"),
            Samples.nano("gyu-pyo"));
    var names = new HashSet<String>();
    for (Derivation derivation : Derivation.all()) {
      assertThat(names.add(derivation.name())).as(derivation.name()).isTrue();
      derivation.make(cast).write(folder);
      try (Checkpoint opened = Checkpoint.open(folder)) {
        assertThat(opened.tokenIds()).isNotEmpty();
      }
    }
  }
}
