package org.gwageo.lineage.division;

import java.util.List;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;

/**
 * Two towers and who computes the pieces of their comparison.
 *
 * @param subject the subject's tower
 * @param reference the reference's tower
 * @param crew who computes
 */
public record TowerPair(Tower subject, Tower reference, Crew crew) {

  /** Returns two towers that all processors of this machine compare. */
  public static TowerPair here(Tower subject, Tower reference) {
    return new TowerPair(
        subject, reference, Crew.ofThisMachine(Runtime.getRuntime().availableProcessors()));
  }

  /**
   * Computes pieces on the two towers.
   *
   * @return what they gave, in their order
   * @throws CheckpointException what the first piece that failed threw
   */
  public <T> List<T> compute(List<? extends Piece<? extends T>> pieces) throws CheckpointException {
    return crew.compute(List.of(subject, reference), pieces);
  }

  /**
   * Computes one piece on the two towers.
   *
   * @throws CheckpointException if it fails
   */
  public <T> T compute(Piece<T> piece) throws CheckpointException {
    return this.<T>compute(List.of(piece)).getFirst();
  }
}
