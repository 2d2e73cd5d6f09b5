package org.gwageo.lineage.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gwageo.lineage.anatomy.Part;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.numerics.FloatMatrix;
import org.gwageo.lineage.numerics.MatrixProduct;

/**
 * How neurons of one block respond to the probes, in several views: through each matrix that reads
 * the stream, and, for the matrix that writes it, how much of each probe the neuron writes.
 *
 * <p>Embedding and weights turn together under any rotation or permutation of the residual stream,
 * and a gain moved from a norm into a matrix stays in their product, so responses depend on
 * neither. Every neuron's responses have mean 0 and length 1, so neither scale nor bias matters.
 *
 * @param neurons the neurons' indices in their block, in the order of the rows
 * @param views one matrix (neurons, probes) per view, the writing one last
 */
record Responses(List<Integer> neurons, List<FloatMatrix> views) {

  /** Channels that are multiplied at a time; a multiple of the product's own blocks. */
  private static final int BAND = 256;

  static Responses of(MlpBlock block, int[] neurons, Probes.Side probes, MatrixProduct product)
      throws CheckpointException {
    var views = new ArrayList<FloatMatrix>();
    FloatMatrix read = gained(probes.read(), block.gain());
    for (Part reader : block.readers()) {
      FloatMatrix responses = FloatMatrix.zeros(neurons.length, read.rows());
      for (int from = 0; from < neurons.length; from += block.band()) {
        int count = Math.min(block.band(), neurons.length - from);
        float[] rows = block.rows(reader, Arrays.copyOfRange(neurons, from, from + count));
        product.timesTransposed(
            FloatMatrix.of(rows, count, block.channels()), read, responses.rows(from, count));
      }
      views.add(normalised(responses, reader));
    }
    FloatMatrix written = FloatMatrix.zeros(neurons.length, read.rows());
    for (int from = 0; from < block.channels(); from += BAND) {
      int count = Math.min(BAND, block.channels() - from);
      var columns = FloatMatrix.of(block.columns(from, count, neurons), count, neurons.length);
      product.addTransposedTimes(columns, probes.write().rows(from, count), written);
    }
    views.add(normalised(written, block.down()));
    var indices = new ArrayList<Integer>(neurons.length);
    for (int neuron : neurons) {
      indices.add(neuron);
    }
    return new Responses(indices, views);
  }

  private static FloatMatrix gained(FloatMatrix rows, List<Float> gain) {
    if (gain.isEmpty()) {
      return rows;
    }
    FloatMatrix gained = FloatMatrix.zeros(rows.rows(), rows.columns());
    float[] factors = new float[gain.size()];
    for (int c = 0; c < factors.length; c++) {
      factors[c] = gain.get(c);
    }
    float[] from = rows.values();
    float[] to = gained.values();
    for (int p = 0; p < rows.rows(); p++) {
      for (int c = 0; c < factors.length; c++) {
        to[p * factors.length + c] = from[rows.offset() + p * rows.stride() + c] * factors[c];
      }
    }
    return gained;
  }

  /** Shifts every row to mean 0 and scales it to length 1; constant rows become 0. */
  private static FloatMatrix normalised(FloatMatrix matrix, Part part) throws CheckpointException {
    int columns = matrix.columns();
    float[] values = matrix.values();
    for (int row = 0; row < matrix.rows(); row++) {
      int at = matrix.offset() + row * matrix.stride();
      double sum = 0;
      for (int c = 0; c < columns; c++) {
        sum += values[at + c];
      }
      double mean = sum / columns;
      double squares = 0;
      for (int c = 0; c < columns; c++) {
        double value = values[at + c] - mean;
        squares += value * value;
      }
      if (!Double.isFinite(squares)) {
        throw new CheckpointException(
            "the neurons of %s respond to a probe with a value that is not a finite number"
                .formatted(part.name()));
      }
      double scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
      for (int c = 0; c < columns; c++) {
        values[at + c] = (float) ((values[at + c] - mean) * scale);
      }
    }
    return matrix;
  }

  int size() {
    return neurons.size();
  }

  int neuron(int row) {
    return neurons.get(row);
  }
}
