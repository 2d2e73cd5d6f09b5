package org.gwageo.lineage.alignment;

import java.util.List;
import org.gwageo.lineage.anatomy.Anatomy;
import org.gwageo.lineage.anatomy.Role;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.checkpoint.ElementType;
import org.gwageo.lineage.checkpoint.StoredTensor;
import org.gwageo.lineage.numerics.FloatMatrix;

/** Wraps a matrix of (rows, channels) as an embedding. */
final class TestRows {

  private TestRows() {}

  static ResidualRows of(FloatMatrix matrix) throws CheckpointException {
    var stored =
        StoredTensor.of(
            "model.embed_tokens.weight",
            ElementType.F32,
            List.of((long) matrix.rows(), (long) matrix.columns()),
            matrix.toArray());
    return new ResidualRows(
        Anatomy.of(List.of(stored), false).towers().getFirst().part(Role.EMBEDDING).orElseThrow(),
        1,
        new float[0]);
  }
}
