package org.gwageo.benchmark.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.gwageo.benchmark.python.PythonRandom;
import org.gwageo.benchmark.python.PythonValue;
import org.gwageo.benchmark.task.Mode;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;

/**
 * Which examples stand before each question.
 *
 * <p>In compatible mode one generator, seeded once, draws for document after document, so that what
 * is drawn depends on every document before; the draws are made when the task is read and take four
 * bytes an example. In official mode the examples follow from the document alone: a generator
 * seeded with the digest of the task's name and the document draws them, so that order, limits and
 * resumption do not matter.
 */
final class FewShots {

  /** The seed with which the harness draws examples unless told otherwise. */
  static final long SEED = 1234;

  private final List<Map<String, @Nullable Object>> pool;
  private final int count;
  private final boolean excluding;
  private final boolean first;
  private final Mode mode;
  private final String task;
  private int[] drawn = {};

  private FewShots(
      List<Map<String, @Nullable Object>> pool,
      int count,
      boolean excluding,
      boolean first,
      Mode mode,
      String task) {
    this.pool = pool;
    this.count = count;
    this.excluding = excluding;
    this.first = first;
    this.mode = mode;
    this.task = task;
  }

  static FewShots none() {
    return new FewShots(List.of(), 0, false, true, Mode.OFFICIAL, "");
  }

  /**
   * Prepares the examples of all documents of a split.
   *
   * @param pool the documents that may be drawn
   * @param excluding whether a document never stands before itself
   * @throws TaskException if there are too few to draw from
   */
  static FewShots of(
      TaskSpec spec,
      Mode mode,
      List<Map<String, @Nullable Object>> pool,
      boolean excluding,
      Split asked)
      throws IOException, TaskException {
    boolean first = spec.fewShot().sampler().equals("first_n");
    if (!first && !spec.fewShot().sampler().equals("default")) {
      throw new TaskException(
          asked.file(), 0, "the sampler " + spec.fewShot().sampler() + " is not supported");
    }
    int needed = spec.shots() + (excluding ? 1 : 0);
    if (pool.size() < needed) {
      throw new TaskException(
          asked.file(),
          0,
          "%d examples are drawn from at least %d documents, but there are %d"
              .formatted(spec.shots(), needed, pool.size()));
    }
    var shots = new FewShots(pool, spec.shots(), excluding, first, mode, spec.name());
    if (!first && mode == Mode.COMPAT) {
      shots.drawn = shots.draws(asked);
    }
    return shots;
  }

  private int[] draws(Split asked) throws IOException, TaskException {
    var random = new PythonRandom(SEED);
    if (!excluding && asked.size() >= 0) {
      // What is drawn depends on how many documents there are and not on what they say.
      int[] whole = new int[asked.size() * count];
      for (int at = 0; at < whole.length; at += count) {
        System.arraycopy(random.sample(pool.size(), count), 0, whole, at, count);
      }
      return whole;
    }
    int[] all = new int[1024 * count];
    int n = 0;
    try (Split.Cursor cursor = asked.open()) {
      for (Map<String, @Nullable Object> document = cursor.next();
          document != null;
          document = cursor.next()) {
        int[] some = drawn(document, random, asked);
        if (n + count > all.length) {
          all = Arrays.copyOf(all, 2 * all.length);
        }
        System.arraycopy(some, 0, all, n, count);
        n += count;
      }
    }
    return Arrays.copyOf(all, n);
  }

  private int[] drawn(Map<String, @Nullable Object> document, PythonRandom random, Split asked)
      throws TaskException {
    if (!excluding) {
      return random.sample(pool.size(), count);
    }
    int[] kept = new int[count];
    int n = 0;
    for (int index : random.sample(pool.size(), count + 1)) {
      if (n < count && !PythonValue.equal(pool.get(index), document)) {
        kept[n++] = index;
      }
    }
    if (n == count) {
      return kept;
    }
    // Copies of the document were drawn: the harness draws again from the pool without them.
    int[] others = new int[pool.size()];
    int size = 0;
    for (int i = 0; i < others.length; i++) {
      if (!PythonValue.equal(pool.get(i), document)) {
        others[size++] = i;
      }
    }
    if (size < count) {
      throw new TaskException(
          asked.file(), 0, "there are only " + size + " documents besides copies of one document");
    }
    int[] again = random.sample(size, count);
    for (int i = 0; i < count; i++) {
      again[i] = others[again[i]];
    }
    return again;
  }

  /** Returns the examples before the document at {@code ordinal}. */
  List<Map<String, @Nullable Object>> before(int ordinal, Map<String, @Nullable Object> document) {
    List<Map<String, @Nullable Object>> examples = new ArrayList<>(count);
    if (first) {
      for (int i = 0; i < pool.size() && examples.size() < count; i++) {
        if (!excluding || !PythonValue.equal(pool.get(i), document)) {
          examples.add(pool.get(i));
        }
      }
    } else if (mode == Mode.COMPAT) {
      for (int i = ordinal * count; i < (ordinal + 1) * count; i++) {
        examples.add(pool.get(drawn[i]));
      }
    } else {
      byHash(document, examples);
    }
    return examples;
  }

  private void byHash(
      Map<String, @Nullable Object> document, List<Map<String, @Nullable Object>> examples) {
    String hex =
        Digest.of((task + "\n" + PythonValue.repr(document)).getBytes(StandardCharsets.UTF_8))
            .hex();
    var random = new PythonRandom(Long.parseUnsignedLong(hex.substring(0, 15), 16));
    int[] order = random.sample(pool.size(), Math.min(pool.size(), count + (excluding ? 8 : 0)));
    for (int index : order) {
      if (examples.size() < count && !(excluding && PythonValue.equal(pool.get(index), document))) {
        examples.add(pool.get(index));
      }
    }
    // More copies of the document in the pool than were drawn in reserve.
    for (int i = 0; i < pool.size() && examples.size() < count; i++) {
      if (!PythonValue.equal(pool.get(i), document) && !examples.contains(pool.get(i))) {
        examples.add(pool.get(i));
      }
    }
  }
}
