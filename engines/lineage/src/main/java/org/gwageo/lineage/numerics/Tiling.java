package org.gwageo.lineage.numerics;

/**
 * How a result is cut into tiles for threads and caches; of no consequence for its bits.
 *
 * @param rows rows of a tile, a multiple of those of the kernel
 * @param columns columns of a tile, likewise
 * @param down tiles above each other
 * @param across tiles beside each other
 */
record Tiling(int rows, int columns, int down, int across) {

  /** Sizes for which a tile and its panels stay in a core's own cache. */
  private static final int ROWS = 384;

  private static final int COLUMNS = 768;

  static Tiling of(int rows, int columns, Kernel kernel, int threads) {
    int down = parts(rows, ROWS);
    int across = parts(columns, COLUMNS);
    // Several tiles for each thread, so that none waits long for the last one.
    while (threads > 1 && (long) down * across < 4L * threads) {
      if (columns / across >= rows / down && columns / across > 4 * kernel.columns()) {
        across++;
      } else if (rows / down > 4 * kernel.rows()) {
        down++;
      } else {
        break;
      }
    }
    int tileRows = roundUp(parts(rows, down), kernel.rows());
    int tileColumns = roundUp(parts(columns, across), kernel.columns());
    return new Tiling(tileRows, tileColumns, parts(rows, tileRows), parts(columns, tileColumns));
  }

  private static int parts(int whole, int size) {
    return (int) (((long) whole + size - 1) / size);
  }

  private static int roundUp(int size, int multiple) {
    return parts(size, multiple) * multiple;
  }

  int count() {
    return Math.multiplyExact(down, across);
  }
}
