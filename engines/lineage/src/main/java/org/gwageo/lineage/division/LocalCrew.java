package org.gwageo.lineage.division;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;

/**
 * Computes pieces on the threads of this machine, several narrow ones or one wide one at a time.
 */
final class LocalCrew implements Crew {

  /** What pieces may keep for one another: the responses of about ten large blocks. */
  private static final long KEPT = 256L << 20;

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
    try (var pool = new ForkJoinPool(threads)) {
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
