package org.gwageo.lineage.numerics;

/**
 * The inner loop of {@link MatrixProduct}: a small tile of the result whose sums stay in registers.
 *
 * <p>Every element of the tile is one chain of fused multiply-adds that starts at zero and follows
 * the inner dimension, so all kernels give the same bits; they differ in the size of the tile.
 */
sealed interface Kernel permits ScalarKernel, VectorKernel {

  /** Returns the best kernel of this machine: vectors if the incubating module is there. */
  static Kernel best() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
        ? VectorKernel.preferred()
        : new ScalarKernel();
  }

  /** Returns the rows of a tile. */
  int rows();

  /** Returns the columns of a tile. */
  int columns();

  /**
   * Adds the product of a panel of the left matrix and one of the right matrix to a tile.
   *
   * @param left {@code rows()} values for each step of the inner dimension, from {@code leftAt}
   * @param right {@code columns()} values for each step, from {@code rightAt}
   * @param depth steps of the inner dimension
   * @param tile what the sums are added to, its rows {@code stride} apart, from {@code tileAt}
   */
  void multiply(
      float[] left,
      int leftAt,
      float[] right,
      int rightAt,
      int depth,
      float[] tile,
      int tileAt,
      int stride);
}
