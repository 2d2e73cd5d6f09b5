package org.gwageo.lineage.alignment;

import org.gwageo.lineage.anatomy.Part;

/** Reads a reference's matrix with its residual channels in the subject's order and signs. */
final class AlignedRows {

  private AlignedRows() {}

  /** Returns vectors over the residual channels, those of a writer being its columns. */
  static float[] read(Part part, int axis, int[] vectors, ChannelAlignment alignment) {
    float[] values = new ResidualRows(part, axis, new float[0]).read(vectors);
    int channels = alignment.subjectChannels();
    var aligned = new float[vectors.length * channels];
    for (int v = 0; v < vectors.length; v++) {
      for (int c = 0; c < channels; c++) {
        aligned[v * channels + c] =
            alignment.sign(c) * values[v * alignment.referenceChannels() + alignment.partner(c)];
      }
    }
    return aligned;
  }
}
