package org.gwageo.nano.training.zoo;

/** Where a training takes its token ids from. */
@FunctionalInterface
interface Batches {
  /** Returns the next {@code rows} x {@code length} ids, row-major. */
  long[] next(int rows, int length);
}
