package org.gwageo.lineage.division;

import java.util.List;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;

/** Who computes the pieces of a comparison. */
@FunctionalInterface
public interface Crew {

  /**
   * Computes pieces, in any order and at the same time.
   *
   * @param towers what the pieces find on their {@link Site}
   * @return what the pieces gave, in their order
   * @throws CheckpointException what the first piece that failed threw
   */
  <T> List<T> compute(List<Tower> towers, List<? extends Piece<? extends T>> pieces)
      throws CheckpointException;

  /** Returns the threads of this machine; wide pieces are computed one after the other. */
  static Crew ofThisMachine(int threads) {
    return new LocalCrew(threads);
  }
}
