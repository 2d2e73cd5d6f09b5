package org.gwageo.lineage.division;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gwageo.lineage.checkpoint.CheckpointException;

/**
 * Values that several pieces on the same towers need and that can be computed again: the latest
 * ones are kept as far as they fit. They hold numbers and no tensors, because the next piece may
 * find the same towers in other memory. Safe for use by several threads.
 */
public final class Memory {

  private final long limit;
  private final Map<Object, Held> held = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  private record Held(Object value, long bytes) {}

  /** Computes a value. */
  @FunctionalInterface
  public interface Maker<T> {

    /**
     * Returns the value.
     *
     * @throws CheckpointException if tensors do not fit together or hold infinities
     */
    T make() throws CheckpointException;
  }

  /** Keeps at most {@code limit} bytes. */
  public Memory(long limit) {
    this.limit = limit;
  }

  /**
   * Returns the value of a key, which is computed unless it was kept. A key stands for one value of
   * one class on the same towers.
   *
   * @param size about how many bytes the value takes
   * @throws CheckpointException if it cannot be computed
   */
  public <T> T keep(Object key, Class<T> type, long size, Maker<? extends T> maker)
      throws CheckpointException {
    synchronized (held) {
      Held known = held.get(key);
      if (known != null) {
        return type.cast(known.value());
      }
    }
    T made = maker.make();
    synchronized (held) {
      if (size <= limit && held.putIfAbsent(key, new Held(made, size)) == null) {
        bytes += size;
        Iterator<Held> oldest = held.values().iterator();
        while (bytes > limit) {
          bytes -= oldest.next().bytes();
          oldest.remove();
        }
      }
    }
    return made;
  }
}
