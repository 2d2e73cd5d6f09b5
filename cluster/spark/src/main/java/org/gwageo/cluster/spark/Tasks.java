package org.gwageo.cluster.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.SparkException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/** Runs one task per item and hands on what each gave as soon as it is there. */
final class Tasks {

  private Tasks() {}

  /** What a task does; it travels to the workers. */
  @FunctionalInterface
  interface Task<A, B> extends Serializable {

    /** Returns what the item gave. An exception makes Spark run the task again. */
    B run(A item) throws IOException;
  }

  /** Takes what one task gave. */
  @FunctionalInterface
  interface Taker<B> {

    /** Takes one result at a time, in any order, each item's once. */
    void take(B result) throws CannotRun, CheckpointException;
  }

  /**
   * Runs the tasks; the items are started in their order.
   *
   * @throws IOException if a task failed as often as Spark tries
   * @throws CannotRun if a result was not taken
   * @throws CheckpointException if the engine did not take it
   */
  static <A extends Serializable, B extends Serializable> void run(
      JavaSparkContext spark, List<A> items, Class<B> type, Task<A, B> task, Taker<B> taker)
      throws CannotRun, CheckpointException, IOException {
    if (items.isEmpty()) {
      return;
    }
    var refused = new AtomicReference<@Nullable Refused>();
    Consumer<B> handler =
        result -> {
          try {
            taker.take(result);
          } catch (CannotRun | CheckpointException e) {
            refused.compareAndSet(null, new Refused(e));
            throw new IllegalStateException(e);
          }
        };
    try {
      spark
          .sc()
          .runJob(
              spark.parallelize(items, items.size()).rdd(),
              new OnWorker<>(task),
              CollectionConverters.asScala(
                      IntStream.range(0, items.size()).mapToObj(i -> (Object) i).toList())
                  .toSeq(),
              new OnDriver<>(handler),
              ClassTag$.MODULE$.apply(type));
    } catch (Exception e) {
      Refused reason = refused.get();
      if (reason != null) {
        reason.rethrow();
      }
      if (e instanceof SparkException || e instanceof RuntimeException) {
        throw new IOException(lastCause(e), e);
      }
      throw e;
    }
  }

  /** Why a result was not taken. */
  private record Refused(Exception reason) {
    void rethrow() throws CannotRun, CheckpointException {
      switch (reason) {
        case CannotRun known -> throw known;
        case CheckpointException known -> throw known;
        default -> throw new IllegalStateException(reason);
      }
    }
  }

  /**
   * Spark's message tells the story of a task; its exception stands behind the last host's name.
   */
  private static String lastCause(Exception e) {
    String line = Sentences.reason(e);
    int at = Math.max(line.lastIndexOf("IOException: "), line.lastIndexOf("Exception: "));
    return at < 0 ? line : line.substring(line.indexOf(": ", at) + 2);
  }

  private static final class OnWorker<A, B> extends AbstractFunction2<TaskContext, Iterator<A>, B>
      implements Serializable {

    private static final long serialVersionUID = 1;

    private final Task<A, B> task;

    OnWorker(Task<A, B> task) {
      this.task = task;
    }

    @Override
    public B apply(TaskContext context, Iterator<A> items) {
      try {
        return task.run(items.next());
      } catch (IOException e) {
        throw new UncheckedIOException(Sentences.reason(e), e);
      }
    }
  }

  private static final class OnDriver<B> extends AbstractFunction2<Object, B, BoxedUnit> {

    private final Consumer<B> handler;

    OnDriver(Consumer<B> handler) {
      this.handler = handler;
    }

    @Override
    public BoxedUnit apply(Object index, B result) {
      handler.accept(result);
      return BoxedUnit.UNIT;
    }
  }
}
