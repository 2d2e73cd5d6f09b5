package org.gwageo.nano.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;

/**
 * Replies by the key of their request; the least recently used are forgotten first. Safe for many
 * threads.
 */
final class Remembered {
  private static final int COUNTED_PER_REMEMBERED = 4;

  private final LinkedHashMap<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private final LinkedHashMap<String, Integer> counts = new LinkedHashMap<>(16, 0.75f, true);
  private final int most;

  private record Entry(Digest body, CompletableFuture<Written> written) {}

  /** A reply and whether this very call computed it. */
  record Found(Written written, boolean fresh) {}

  /** Computes a reply. */
  @FunctionalInterface
  interface Work {
    Written write() throws ApiException;
  }

  Remembered(int most) {
    this.most = most;
  }

  /**
   * Returns the reply to {@code key}: the remembered one, the one that is being computed by another
   * thread, or that of {@code work}. A failure is not remembered.
   *
   * @param body the digest of the request, which must be the same for the same key
   */
  Found find(String key, Digest body, Work work) throws ApiException {
    Entry mine = new Entry(body, new CompletableFuture<>());
    while (true) {
      Entry theirs = claim(key, mine);
      if (theirs == null) {
        return new Found(compute(key, mine, work), true);
      }
      if (!theirs.body().equals(body)) {
        throw ApiException.otherBody(
            "Idempotency-Key '%s' was used with another request".formatted(key));
      }
      Written written = awaited(theirs.written());
      if (written != null) {
        return new Found(written, false);
      }
    }
  }

  private Written compute(String key, Entry mine, Work work) throws ApiException {
    boolean done = false;
    try {
      Written written = work.write();
      synchronized (this) {
        counts.merge(key, 1, Integer::sum);
        trim(counts, COUNTED_PER_REMEMBERED * most);
      }
      mine.written().complete(written);
      done = true;
      return written;
    } finally {
      if (!done) {
        synchronized (this) {
          entries.remove(key, mine);
        }
        mine.written().cancel(false);
      }
    }
  }

  private synchronized @Nullable Entry claim(String key, Entry mine) {
    Entry theirs = entries.get(key);
    if (theirs == null) {
      entries.put(key, mine);
      trim(entries, most);
    }
    return theirs;
  }

  /** Returns the reply, or null if its computation failed. */
  private static @Nullable Written awaited(CompletableFuture<Written> future) throws ApiException {
    try {
      return future.get();
    } catch (CancellationException | ExecutionException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ApiException.closing();
    }
  }

  private static <V> void trim(Map<String, V> map, int most) {
    var oldest = map.entrySet().iterator();
    while (map.size() > most && oldest.hasNext()) {
      Map.Entry<String, V> entry = oldest.next();
      if (!(entry.getValue() instanceof Entry running) || running.written().isDone()) {
        oldest.remove();
      }
    }
  }

  /** Returns how many replies were computed for {@code key}. */
  synchronized int count(String key) {
    return counts.getOrDefault(key, 0);
  }

  /** Returns the number of remembered replies. */
  synchronized int size() {
    return entries.size();
  }
}
