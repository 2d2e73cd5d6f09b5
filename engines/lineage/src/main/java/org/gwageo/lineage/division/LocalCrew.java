package org.gwageo.lineage.division;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import org.gwageo.lineage.anatomy.Part;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;

/**
 * Computes pieces on the threads of this machine, several narrow ones or one wide one at a time.
 */
final class LocalCrew implements Crew {

  /**
   * What pieces may keep for one another: the responses of about ten large blocks, or a sixth of
   * what the process may take.
   */
  private static final long KEPT = Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 6);

  /** What a piece takes beside its matrices, and Java itself. */
  private static final long ASIDE = 256L << 20;

  private final int threads;
  private List<Tower> latest = List.of();
  private Memory memory = new Memory(KEPT);

  LocalCrew(int threads) {
    this.threads = Math.max(1, threads);
  }

  @Override
  public <T> List<T> compute(List<Tower> towers, List<? extends Piece<? extends T>> pieces)
      throws CheckpointException {
    if (pieces.isEmpty()) {
      return List.of();
    }
    Memory shared = memory(towers);
    var results = new ArrayList<T>(pieces.size());
    try (var pool =
        new ForkJoinPool(side(threads, Runtime.getRuntime().maxMemory(), largest(towers)))) {
      var narrow = new Site(towers, 1, shared);
      var wide = new Site(towers, threads, shared);
      var waiting = new ArrayList<Future<T>>(pieces.size());
      try {
        for (Piece<? extends T> piece : pieces) {
          Callable<T> task = () -> piece.on(piece.wide() ? wide : narrow);
          ForkJoinTask<T> submitted = pool.submit(task);
          if (piece.wide()) {
            submitted.quietlyJoin();
          }
          waiting.add(submitted);
        }
        for (Future<T> result : waiting) {
          results.add(result.get());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("the comparison was interrupted", e);
      } catch (ExecutionException e) {
        waiting.forEach(other -> other.cancel(true));
        throw failure(e);
      }
    }
    return results;
  }

  /**
   * Returns how many narrow pieces are computed at the same time, so that all of them fit into the
   * memory of the process: each may hold two matrices of the largest part as floats.
   *
   * @param memory the most bytes that the process may take
   * @param values the values of the largest part
   */
  static int side(int threads, long memory, long values) {
    long each = Math.max(1, 2L * Float.BYTES * values);
    return Math.clamp((memory - memory / 6 - ASIDE) / each, 1, threads);
  }

  /** Vocabularies are read in blocks and do not count. */
  private static long largest(List<Tower> towers) {
    return towers.stream()
        .flatMap(tower -> tower.parts().values().stream())
        .filter(part -> part.place().layer() >= 0)
        .mapToLong(Part::elements)
        .max()
        .orElse(1);
  }

  private synchronized Memory memory(List<Tower> towers) {
    if (!latest.equals(towers)) {
      latest = List.copyOf(towers);
      memory = new Memory(KEPT);
    }
    return memory;
  }

  private static CheckpointException failure(ExecutionException e) {
    Throwable thrown = e;
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CheckpointException bad) {
        return bad;
      }
      if (cause instanceof RuntimeException || cause instanceof Error) {
        thrown = cause;
      }
    }
    switch (thrown) {
      case RuntimeException failure -> throw failure;
      case Error failure -> throw failure;
      default -> throw new IllegalStateException("a piece of the comparison failed", e);
    }
  }
}
