package org.gwageo.cluster.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.gwageo.lineage.anatomy.Part.Extent;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.division.Crew;
import org.gwageo.lineage.division.Piece;
import org.jspecify.annotations.Nullable;

/**
 * Computes pieces of comparisons on the workers. Pieces that read little are put together into one
 * task; a piece is never cut. Safe for use by several threads, whose tasks then run side by side.
 */
final class SparkCrew implements Crew {

  /** What a task reads at least, if there is so much. */
  private static final long LEAST_TASK_BYTES = 1 << 20;

  /** So many times what a task reads may stay with a worker, model by model, for later tasks. */
  private static final int TASKS_KEPT = 8;

  /** A piece that says nothing about its reading counts as much. */
  private static final long LEAST_PIECE_BYTES = 16 << 10;

  /** Pieces that take more than this travel as a broadcast and not in the message of a task. */
  private static final int LARGE = 1 << 20;

  /** Arrays of at least this many floats travel once, however many pieces carry them. */
  private static final int LARGE_ARRAY = 1 << 16;

  /** Tasks of equal size per processor, so that the last ones do not keep all others waiting. */
  private static final int TASKS_PER_PROCESSOR = 3;

  private final JavaSparkContext spark;
  private final FingerprintJob.Settings settings;
  private final Broadcast<HadoopSettings> hadoop;
  private final IdentityHashMap<Tower, PieceTask.TowerName> names = new IdentityHashMap<>();
  private final Map<String, PieceTask.Model> models = new HashMap<>();
  private final AtomicLong computed = new AtomicLong();

  SparkCrew(
      JavaSparkContext spark, FingerprintJob.Settings settings, Broadcast<HadoopSettings> hadoop) {
    this.spark = spark;
    this.settings = settings;
    this.hadoop = hadoop;
  }

  /** Lets pieces find the towers of a model. */
  synchronized void add(PieceTask.Model model, List<Tower> towers) {
    models.put(model.key(), model);
    towers.forEach(tower -> names.put(tower, new PieceTask.TowerName(model.key(), tower.name())));
  }

  /** Forgets a model. */
  synchronized void remove(PieceTask.Model model, List<Tower> towers) {
    models.remove(model.key());
    towers.forEach(names::remove);
  }

  /** Returns how many pieces were computed. */
  long computed() {
    return computed.get();
  }

  @Override
  public <T> List<T> compute(List<Tower> towers, List<? extends Piece<? extends T>> pieces)
      throws CheckpointException {
    if (pieces.isEmpty()) {
      return List.of();
    }
    var broadcasts = new Broadcasts(spark);
    var results = new @Nullable Object[pieces.size()];
    var refusal = new Refusal();
    int readers = settings.readers();
    long kept = TASKS_KEPT * settings.taskBytes();
    Broadcast<HadoopSettings> hadoopOfTask = hadoop;
    try {
      Tasks.run(
          spark,
          tasks(towers, pieces, broadcasts),
          PieceTask.Done.class,
          task ->
              Worker.compute(
                  task,
                  hadoopOfTask.value().configuration(),
                  readers,
                  TaskContext.get().cpus(),
                  kept),
          done -> take(done, results, refusal));
    } catch (IOException e) {
      throw new CheckpointException("a piece of the comparison failed: " + Sentences.reason(e), e);
    } catch (CannotRun e) {
      throw new CheckpointException(Sentences.reason(e), e);
    } finally {
      broadcasts.destroy();
    }
    if (refusal.sentence != null) {
      throw new CheckpointException(refusal.sentence);
    }
    computed.addAndGet(pieces.size());
    return all(results);
  }

  @SuppressWarnings("unchecked") // What a Piece<T> gave is a T.
  private static <T> List<T> all(@Nullable Object[] results) {
    var all = new ArrayList<T>();
    for (Object result : results) {
      if (result == null) {
        throw new IllegalStateException("a task did not give back what it computed");
      }
      all.add((T) result);
    }
    return all;
  }

  /** The sentence about the first piece that was refused. */
  private static final class Refusal {
    private int at = Integer.MAX_VALUE;
    private @Nullable String sentence;
  }

  private static void take(PieceTask.Done done, @Nullable Object[] results, Refusal refusal) {
    int number = done.at();
    String sentence = done.refusal();
    if (sentence != null) {
      if (number < refusal.at) {
        refusal.at = number;
        refusal.sentence = sentence;
      }
      return;
    }
    for (byte[] result : done.results()) {
      results[number++] = Records.read(result, PieceTask.Result.class).value();
    }
  }

  private List<PieceTask> tasks(
      List<Tower> towers, List<? extends Piece<?>> pieces, Broadcasts broadcasts) {
    var where = new ArrayList<PieceTask.TowerName>();
    var needed = new ArrayList<PieceTask.Model>();
    synchronized (this) {
      for (Tower tower : towers) {
        PieceTask.TowerName name = names.get(tower);
        PieceTask.Model model = name == null ? null : models.get(name.model());
        if (name == null || model == null) {
          throw new IllegalArgumentException("the tower " + tower.name() + " is of no model here");
        }
        where.add(name);
        if (!needed.contains(model)) {
          needed.add(model);
        }
      }
    }
    var bytes = new long[pieces.size()];
    long all = 0;
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] =
          Math.max(
              LEAST_PIECE_BYTES,
              pieces.get(i).reads(towers).stream().mapToLong(Extent::length).sum());
      all += bytes[i];
    }
    long share = all / Math.max(1, (long) TASKS_PER_PROCESSOR * spark.defaultParallelism());
    long most = Math.clamp(share, LEAST_TASK_BYTES, settings.taskBytes());
    var tasks = new ArrayList<PieceTask>();
    for (int from = 0; from < bytes.length; ) {
      int to = from + 1;
      long together = bytes[from];
      while (to < bytes.length && together + bytes[to] <= most) {
        together += bytes[to++];
      }
      tasks.add(task(from, List.copyOf(pieces.subList(from, to)), needed, where, broadcasts));
      from = to;
    }
    return tasks;
  }

  private static PieceTask task(
      int first,
      List<Piece<?>> pieces,
      List<PieceTask.Model> needed,
      List<PieceTask.TowerName> where,
      Broadcasts broadcasts) {
    var arrays = new ArrayList<Broadcast<float[]>>();
    byte[] written =
        Records.write(
            new PieceTask.Pieces(pieces),
            array -> {
              if (array.length < LARGE_ARRAY) {
                return -1;
              }
              Broadcast<float[]> carried = broadcasts.of(array);
              if (!arrays.contains(carried)) {
                arrays.add(carried);
              }
              return arrays.indexOf(carried);
            });
    return written.length <= LARGE
        ? new PieceTask(first, written, null, arrays, needed, where)
        : new PieceTask(first, new byte[0], broadcasts.of(written), arrays, needed, where);
  }

  /** What the pieces of one list take with them. */
  private static final class Broadcasts {

    private final JavaSparkContext spark;
    private final IdentityHashMap<float[], Broadcast<float[]>> arrays = new IdentityHashMap<>();
    private final List<Broadcast<?>> all = new ArrayList<>();

    Broadcasts(JavaSparkContext spark) {
      this.spark = spark;
    }

    Broadcast<byte[]> of(byte[] pieces) {
      Broadcast<byte[]> broadcast = spark.broadcast(pieces);
      all.add(broadcast);
      return broadcast;
    }

    Broadcast<float[]> of(float[] array) {
      return arrays.computeIfAbsent(
          array,
          carried -> {
            Broadcast<float[]> broadcast = spark.broadcast(carried);
            all.add(broadcast);
            return broadcast;
          });
    }

    void destroy() {
      all.forEach(Broadcast::destroy);
    }
  }
}
