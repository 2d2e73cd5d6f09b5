package org.gwageo.lineage.numerics;

import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** Runs numbered tasks that write to different places on several threads. */
final class Workers {

  private Workers() {}

  /**
   * Runs the tasks 0 to {@code tasks} - 1 and returns when all are done. The calling thread works
   * too; the others live for this call only.
   *
   * @param worker what a thread runs its tasks with, made once per thread
   */
  static void run(int threads, int tasks, Supplier<IntConsumer> worker) {
    var next = new AtomicInteger();
    Runnable loop =
        () -> {
          IntConsumer own = worker.get();
          for (int task = next.getAndIncrement(); task < tasks; task = next.getAndIncrement()) {
            own.accept(task);
          }
        };
    var helpers = new ArrayList<FutureTask<Void>>();
    for (int helper = 1; helper < Math.min(threads, tasks); helper++) {
      var task = new FutureTask<Void>(loop, null);
      helpers.add(task);
      Thread.ofPlatform().daemon().name("matrix-" + helper).start(task);
    }
    try {
      loop.run();
    } finally {
      // Also after a failure here: nobody may write to the result once this method has returned.
      next.addAndGet(tasks);
      await(helpers);
    }
  }

  private static void await(Iterable<FutureTask<Void>> helpers) {
    boolean interrupted = false;
    Throwable failure = null;
    for (FutureTask<Void> helper : helpers) {
      while (true) {
        try {
          helper.get();
          break;
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          failure = e.getCause();
          break;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure != null) {
      throw new IllegalStateException("a thread of a matrix product failed", failure);
    }
  }
}
