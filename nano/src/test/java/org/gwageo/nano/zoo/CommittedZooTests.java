package org.gwageo.nano.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.gwageo.lineage.Checkpoint;
import org.gwageo.lineage.Grade;
import org.gwageo.lineage.LineageComparison;
import org.junit.jupiter.api.Test;

final class CommittedZooTests {
  private static final long LIMIT = 25L << 20;
  private static final Path ZOO = Samples.models().resolveSibling("zoo");

  @Test
  void staysSmall() throws Exception {
    try (Stream<Path> files = Files.walk(ZOO)) {
      long bytes =
          files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
      assertThat(bytes).isLessThan(LIMIT);
    }
  }

  @Test
  void itsCastFitsTogether() throws Exception {
    Cast cast = Cast.read(ZOO);
    assertThat(cast.base().tokenizer()).isEqualTo(cast.other().tokenizer());
    assertThat(cast.base().tokenizer()).isNotEqualTo(cast.foreign().tokenizer());
    assertThat(cast.base().hidden()).isEqualTo(cast.foreign().hidden());
  }

  @Test
  void theEngineTellsAContinuedModelFromAnIndependentOne() throws Exception {
    assertThat(grade("cpt-10", "base-a1").derived()).isTrue();
    assertThat(grade("base-a2", "base-a1").derived()).isFalse();
  }

  private static Grade grade(String subject, String reference) throws Exception {
    try (Checkpoint one = Checkpoint.open(ZOO.resolve(subject));
        Checkpoint other = Checkpoint.open(ZOO.resolve(reference))) {
      return LineageComparison.compare(one, other, 7).grade();
    }
  }
}
