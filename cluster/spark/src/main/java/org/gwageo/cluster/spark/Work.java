package org.gwageo.cluster.spark;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** What one task does for a fingerprint. */
sealed interface Work extends Serializable {

  /** Returns about how many bytes the task reads. */
  long bytes();

  /**
   * Reads pieces of the model.
   *
   * @param from the first piece
   * @param to the piece after the last
   */
  record Pieces(int from, int to, long bytes) implements Work {}

  /** Computes SHA-256 of a file from its first byte to its last. */
  record Hash(String file, long bytes) implements Work {}

  /** What a task gave. */
  final class Done implements Serializable {

    private static final long serialVersionUID = 1;

    private final Work work;
    private final byte[] result;
    private final @Nullable String refusal;

    /**
     * Says what came of some work.
     *
     * @param work what was done
     * @param result the sums of the pieces, or the digest; empty if the engine refused the model
     * @param refusal the engine's sentence, or null
     */
    Done(Work work, byte[] result, @Nullable String refusal) {
      this.work = work;
      this.result = result;
      this.refusal = refusal;
    }

    Work work() {
      return work;
    }

    byte[] result() {
      return result;
    }

    @Nullable String refusal() {
      return refusal;
    }
  }
}
