package org.gwageo.cluster.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.gwageo.lineage.anatomy.Part.Extent;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.division.Memory;
import org.gwageo.lineage.division.Piece;
import org.gwageo.lineage.division.Site;
import org.jspecify.annotations.Nullable;

/**
 * The models that this process has open for tasks: one per task that runs at the same time, kept
 * for the next task of the same model.
 */
final class Worker {

  private static final int MOST_IDLE = 16;
  private static final int MOST_MEMORIES = 4;
  private static final Map<String, Deque<OpenModel>> IDLE = new LinkedHashMap<>();
  private static final Map<List<PieceTask.TowerName>, Memory> MEMORIES = new LinkedHashMap<>();
  private static final int HASHED_AT_ONCE = 4 << 20;

  private Worker() {}

  /**
   * Does one piece of work.
   *
   * @param key what tells the model from others of the same job
   * @throws IOException if bytes cannot be read; the task may run again
   */
  static Work.Done work(
      Work work, String key, ModelFiles model, Configuration configuration, int atOnce)
      throws IOException {
    return switch (work) {
      case Work.Hash hash -> new Work.Done(work, hash(hash.file(), model, configuration), null);
      case Work.Pieces pieces -> pieces(pieces, key, model, configuration, atOnce);
    };
  }

  private static Work.Done pieces(
      Work.Pieces pieces, String key, ModelFiles model, Configuration configuration, int atOnce)
      throws IOException {
    @Nullable OpenModel open = null;
    try {
      open = idle(key).orElse(null);
      if (open == null) {
        open = OpenModel.open(model, configuration, room(), atOnce);
      }
      byte[] sums = open.read(pieces.from(), pieces.to());
      giveBack(key, open);
      open = null;
      return new Work.Done(pieces, sums, null);
    } catch (CheckpointException e) {
      return new Work.Done(pieces, new byte[0], e.getMessage());
    } catch (IOException e) {
      String changed = ChangedFile.in(e);
      if (changed != null) {
        return new Work.Done(pieces, new byte[0], changed);
      }
      throw e;
    } finally {
      if (open != null) {
        open.close();
      }
    }
  }

  /** Takes a model that no task uses. */
  private static Optional<OpenModel> idle(String key) {
    synchronized (IDLE) {
      Deque<OpenModel> own = IDLE.get(key);
      return own == null ? Optional.empty() : Optional.ofNullable(own.poll());
    }
  }

  /** Keeps a model for the next task; of too many, those that waited longest are closed. */
  private static void giveBack(String key, OpenModel open) {
    synchronized (IDLE) {
      Deque<OpenModel> own = IDLE.remove(key);
      own = own == null ? new ArrayDeque<>() : own;
      own.push(open);
      IDLE.put(key, own);
      int waiting = IDLE.values().stream().mapToInt(Deque::size).sum();
      Iterator<Deque<OpenModel>> oldest = IDLE.values().iterator();
      while (waiting > MOST_IDLE && oldest.hasNext()) {
        Deque<OpenModel> models = oldest.next();
        while (waiting > MOST_IDLE && !models.isEmpty()) {
          models.removeLast().close();
          waiting--;
        }
        if (models.isEmpty()) {
          oldest.remove();
        }
      }
    }
  }

  /** Returns what pieces on some towers keep for one another in this process. */
  private static Memory memory(List<PieceTask.TowerName> towers) {
    synchronized (MEMORIES) {
      Memory known = MEMORIES.remove(towers);
      Memory own = known == null ? new Memory(Runtime.getRuntime().maxMemory() / 16) : known;
      MEMORIES.put(towers, own);
      if (MEMORIES.size() > MOST_MEMORIES) {
        MEMORIES.remove(MEMORIES.keySet().iterator().next());
      }
      return own;
    }
  }

  /**
   * Computes pieces of a comparison.
   *
   * @param threads how many threads a piece may use
   * @param kept how many bytes of a model may stay for the next task
   * @throws IOException if bytes cannot be read; the task may run again
   */
  static PieceTask.Done compute(
      PieceTask task, Configuration configuration, int atOnce, int threads, long kept)
      throws IOException {
    var open = new LinkedHashMap<String, OpenModel>();
    var results = new ArrayList<byte[]>();
    try {
      for (PieceTask.Model model : task.models()) {
        OpenModel idle = idle(model.key()).orElse(null);
        open.put(
            model.key(),
            idle == null
                ? OpenModel.open(model.files().value(), configuration, room(), atOnce)
                : idle);
      }
      var towers = new ArrayList<Tower>();
      for (PieceTask.TowerName name : task.towers()) {
        OpenModel model = Objects.requireNonNull(open.get(name.model()));
        towers.add(model.anatomy().tower(name.tower()).orElseThrow());
      }
      List<Piece<?>> pieces = task.pieces();
      var extents = new ArrayList<Extent>();
      pieces.forEach(piece -> extents.addAll(piece.reads(towers)));
      for (OpenModel model : open.values()) {
        model.bring(extents);
      }
      var site = new Site(towers, threads, memory(task.towers()));
      for (Piece<?> piece : pieces) {
        results.add(Records.write(new PieceTask.Result(piece.on(site))));
      }
      for (OpenModel model : open.values()) {
        model.scratch().releaseAbove(kept);
      }
      for (PieceTask.Model model : task.models()) {
        giveBack(model.key(), Objects.requireNonNull(open.remove(model.key())));
      }
      return new PieceTask.Done(task.first(), results, null);
    } catch (CheckpointException e) {
      return new PieceTask.Done(task.first() + results.size(), results, e.getMessage());
    } catch (IOException | UncheckedIOException e) {
      String changed = ChangedFile.in(e);
      if (changed != null) {
        return new PieceTask.Done(task.first() + results.size(), results, changed);
      }
      throw e instanceof UncheckedIOException wrapped ? wrapped.getCause() : (IOException) e;
    } finally {
      open.values().forEach(OpenModel::close);
    }
  }

  /** Closes the models that no task uses. */
  static void closeAll() {
    synchronized (IDLE) {
      IDLE.values().forEach(models -> models.forEach(OpenModel::close));
      IDLE.clear();
    }
    synchronized (MEMORIES) {
      MEMORIES.clear();
    }
  }

  private static byte[] hash(String name, ModelFiles model, Configuration configuration)
      throws IOException {
    RemoteFile file = model.named(List.of(name)).getFirst();
    MessageDigest digest = sha256();
    var buffer = new byte[HASHED_AT_ONCE];
    long read = 0;
    try (FSDataInputStream in = file.open(configuration)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
        read += count;
      }
    } catch (IOException e) {
      throw new IOException(
          "%s cannot be read at byte %d: %s".formatted(name, read, Sentences.reason(e)), e);
    }
    if (read != file.length()) {
      throw new IOException("%s gave %d bytes instead of %d".formatted(name, read, file.length()));
    }
    return digest.digest();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Where scratch files may lie: the folder that Spark gave this process. */
  static Path room() {
    return Stream.of("SPARK_EXECUTOR_DIRS", "SPARK_LOCAL_DIRS", "LOCAL_DIRS")
        .map(System::getenv)
        .filter(folders -> folders != null && !folders.isBlank())
        .map(folders -> Path.of(folders.split("[,:]", 2)[0]))
        .findFirst()
        .orElse(Path.of(System.getProperty("java.io.tmpdir")));
  }
}
