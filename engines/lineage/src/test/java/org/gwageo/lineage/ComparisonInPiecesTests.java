package org.gwageo.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.checkpoint.FileBytes;
import org.gwageo.lineage.checkpoint.Weights;
import org.gwageo.lineage.division.Crew;
import org.gwageo.lineage.division.Memory;
import org.gwageo.lineage.division.Piece;
import org.gwageo.lineage.division.Site;
import org.gwageo.lineage.fingerprint.OnePass;
import org.junit.jupiter.api.Test;

class ComparisonInPiecesTests {

  private static final Path ZOO = Path.of("..", "..", "nano", "zoo");

  /** The weights of a model, with a count of the bytes that were asked for. */
  private static final class Counted implements FileBytes {

    private final FileBytes files = FileBytes.mapped();
    private final AtomicLong bytes = new AtomicLong();

    @Override
    public MemorySegment open(Path file, Arena arena) throws CheckpointException {
      return files.open(file, arena);
    }

    @Override
    public void require(MemorySegment memory, long from, long length) {
      bytes.addAndGet(length);
    }
  }

  /** Computes every piece twice, the last one first, on towers that were opened apart. */
  private record Backwards(Checkpoint subject, Checkpoint reference) implements Crew {

    @Override
    public <T> List<T> compute(List<Tower> towers, List<? extends Piece<? extends T>> pieces)
        throws CheckpointException {
      String name = towers.getFirst().name();
      List<Tower> own =
          List.of(
              subject.anatomy().tower(name).orElseThrow(),
              reference.anatomy().tower(name).orElseThrow());
      var results = new ArrayList<T>();
      for (Piece<? extends T> piece : pieces.reversed()) {
        piece.on(new Site(own, 1, new Memory(1 << 20)));
        results.add(piece.on(new Site(own, 3, new Memory(0))));
      }
      Collections.reverse(results);
      return results;
    }
  }

  @Test
  void whoComputesThePiecesReadsTheWeightsAndChangesNoByte() throws Exception {
    Path subjectPath = ZOO.resolve("vision-tuned");
    Path referencePath = ZOO.resolve("vision-1");
    var counted = new Counted();
    try (Checkpoint subject = Checkpoint.open(subjectPath);
        Checkpoint reference = Checkpoint.open(referencePath);
        Weights own = Weights.open(subjectPath, counted);
        Weights other = Weights.open(referencePath, counted)) {
      Checkpoint outline = outline(subject, own, subjectPath);
      Checkpoint against = outline(reference, other, referencePath);
      long opened = counted.bytes.get();
      LineageReport report =
          LineageComparison.compare(
              outline, against, List.of(), Settings.of(4), new Backwards(subject, reference));
      assertThat(new String(report.toJson(), StandardCharsets.UTF_8))
          .contains("\"test\":\"T6\"")
          .isEqualTo(
              new String(
                  LineageComparison.compare(subject, reference, 4).toJson(),
                  StandardCharsets.UTF_8));
      long weights = 2 * subject.files().getFirst().size();
      assertThat(counted.bytes.get() - opened).isLessThan(weights / 50);
    }
  }

  private static Checkpoint outline(Checkpoint whole, Weights weights, Path path)
      throws CheckpointException {
    return Checkpoint.of(weights, OnePass.anatomy(path, weights), whole.files(), whole.tokenIds());
  }
}
