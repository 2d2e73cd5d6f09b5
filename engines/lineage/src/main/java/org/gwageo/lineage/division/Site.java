package org.gwageo.lineage.division;

import java.util.List;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.numerics.MatrixProduct;

/**
 * Where a piece is computed.
 *
 * @param towers the towers that are compared: the subject's, the reference's and any others
 * @param threads how many threads the piece may use
 * @param memory what pieces on the same towers keep for one another
 */
public record Site(List<Tower> towers, int threads, Memory memory) {

  /** Copies the list. */
  public Site {
    towers = List.copyOf(towers);
  }

  /** Returns the subject's tower. */
  public Tower subject() {
    return towers.get(0);
  }

  /** Returns the reference's tower. */
  public Tower reference() {
    return towers.get(1);
  }

  /** Returns products of matrices on the threads of the piece. */
  public MatrixProduct product() {
    return MatrixProduct.onThreads(threads);
  }
}
