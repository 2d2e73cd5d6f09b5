package org.gwageo.cluster.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.jspecify.annotations.Nullable;

/**
 * The models that this process has open for tasks: one per task that runs at the same time, kept
 * for the next task of the same model.
 */
final class Worker {

  private static final Map<String, Deque<OpenModel>> IDLE = new HashMap<>();
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
    } finally {
      if (open != null) {
        open.close();
      }
    }
  }

  /** Takes a model that no task uses; those of other keys are closed. */
  private static Optional<OpenModel> idle(String key) {
    synchronized (IDLE) {
      IDLE.entrySet()
          .removeIf(
              entry -> {
                boolean other = !entry.getKey().equals(key);
                if (other) {
                  entry.getValue().forEach(OpenModel::close);
                }
                return other;
              });
      Deque<OpenModel> own = IDLE.get(key);
      return own == null ? Optional.empty() : Optional.ofNullable(own.poll());
    }
  }

  private static void giveBack(String key, OpenModel open) {
    synchronized (IDLE) {
      IDLE.computeIfAbsent(key, any -> new ArrayDeque<>()).push(open);
    }
  }

  /** Closes the models that no task uses. */
  static void closeAll() {
    synchronized (IDLE) {
      IDLE.values().forEach(models -> models.forEach(OpenModel::close));
      IDLE.clear();
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
