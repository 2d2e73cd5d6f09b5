package org.gwageo.lineage.fingerprint;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.gwageo.lineage.checkpoint.CheckpointException;

/** Reads the pieces of all units in their order on several threads. */
final class Reading {

  private final List<MlpPass> units;
  private final long[] firstPiece;
  private final long bytes;
  private final AtomicLong next = new AtomicLong();
  private final AtomicLong done = new AtomicLong();

  Reading(List<MlpPass> units, long bytes) {
    this.units = units;
    this.bytes = bytes;
    firstPiece = new long[units.size() + 1];
    for (int i = 0; i < units.size(); i++) {
      firstPiece[i + 1] = firstPiece[i] + units.get(i).pieces();
    }
  }

  /** Returns when all is read; the calling thread reads too and is told how far it is. */
  void run(int threads, OnePass.Progress progress) throws CheckpointException {
    var helpers = new ArrayList<FutureTask<Void>>();
    for (int i = 1; i < Math.min(threads, firstPiece[units.size()]); i++) {
      var helper =
          new FutureTask<Void>(
              () -> {
                read((read, of) -> {});
                return null;
              });
      helpers.add(helper);
      Thread.ofPlatform().daemon().name("fingerprint-" + i).start(helper);
    }
    try {
      read(progress);
    } finally {
      // Also after a failure: the files may be unmapped once this method has returned.
      next.addAndGet(firstPiece[units.size()]);
      await(helpers);
    }
    for (FutureTask<Void> helper : helpers) {
      if (helper.state() == FutureTask.State.FAILED) {
        throw failure(helper.exceptionNow());
      }
    }
  }

  private void read(OnePass.Progress progress) throws CheckpointException {
    var room = new TensorPass.Room();
    int unit = 0;
    for (long piece = next.getAndIncrement();
        piece < firstPiece[units.size()];
        piece = next.getAndIncrement()) {
      while (piece >= firstPiece[unit + 1]) {
        unit++;
      }
      long read = units.get(unit).read((int) (piece - firstPiece[unit]), room);
      progress.at(Math.min(bytes, done.addAndGet(read)), bytes);
    }
  }

  private static void await(List<FutureTask<Void>> helpers) {
    boolean interrupted = false;
    for (FutureTask<Void> helper : helpers) {
      while (!helper.isDone()) {
        try {
          helper.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          break;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static CheckpointException failure(Throwable cause) {
    return cause instanceof CheckpointException known
        ? known
        : new CheckpointException("the weights cannot be read: " + cause.getMessage(), cause);
  }
}
