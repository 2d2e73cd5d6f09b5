package org.gwageo.lineage.alignment;

import org.gwageo.lineage.anatomy.Part;

/**
 * Rows of vectors over the residual channels: an embedding, an output vocabulary with the gain in
 * front of it folded in, or the taps of a stem.
 */
final class ResidualRows {

  private final Part part;
  private final int axis;
  private final float[] gain;

  /**
   * @param part the matrix
   * @param axis the axis of the channels, 1 for (rows, channels), 0 for (channels, rows)
   * @param gain what each channel is multiplied with; empty for none
   */
  ResidualRows(Part part, int axis, float[] gain) {
    this.part = part;
    this.axis = axis;
    this.gain = gain.clone();
  }

  Part part() {
    return part;
  }

  int channels() {
    return Math.toIntExact(part.shape().get(axis));
  }

  int count() {
    return Math.toIntExact(part.shape().get(1 - axis));
  }

  /** Returns the given rows one after another, channels side by side. */
  float[] read(int[] rows) {
    float[] values = axis == 1 ? readRows(rows) : readColumns(rows);
    if (gain.length > 0) {
      int channels = channels();
      for (int i = 0; i < values.length; i++) {
        values[i] *= gain[i % channels];
      }
    }
    return values;
  }

  /** Reads neighbouring rows in one go, which is what most tokens of related tokenizers are. */
  private float[] readRows(int[] rows) {
    int channels = channels();
    var values = new float[Math.multiplyExact(rows.length, channels)];
    int at = 0;
    while (at < rows.length) {
      int run = 1;
      while (at + run < rows.length && rows[at + run] == rows[at] + run) {
        run++;
      }
      float[] read = part.toFloats((long) rows[at] * channels, run * channels);
      System.arraycopy(read, 0, values, at * channels, read.length);
      at += run;
    }
    return values;
  }

  private float[] readColumns(int[] rows) {
    int channels = channels();
    int all = count();
    var values = new float[Math.multiplyExact(rows.length, channels)];
    for (int channel = 0; channel < channels; channel++) {
      float[] taps = part.toFloats((long) channel * all, all);
      for (int i = 0; i < rows.length; i++) {
        values[i * channels + channel] = taps[rows[i]];
      }
    }
    return values;
  }
}
