package org.gwageo.lineage.independence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gwageo.lineage.anatomy.Anatomy;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.anatomy.Role;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.checkpoint.StoredTensor;

/**
 * How the neurons of one gated MLP respond to probe tokens: through the gate projection, through
 * the up projection, and, for the down projection, which tokens the neuron writes. Embedding and
 * weights turn together under any rotation of the residual stream, so responses do not depend on
 * its basis.
 */
final class NeuronViews {

  /** Gate, up and down. */
  static final int VIEWS = 3;

  private final Place place;
  private final int probes;
  private final int neurons;
  private final float[][] responses;

  private NeuronViews(Place place, int probes, int neurons, float[][] responses) {
    this.place = place;
    this.probes = probes;
    this.neurons = neurons;
    this.responses = responses;
  }

  /**
   * Returns the views of every gated MLP of {@code anatomy} on rows {@code ids} of its embedding.
   */
  static List<NeuronViews> all(Anatomy anatomy, StoredTensor embedding, int[] ids)
      throws CheckpointException {
    int channels = Math.toIntExact(embedding.shape().getLast());
    var rows = new float[ids.length][];
    for (int p = 0; p < ids.length; p++) {
      rows[p] = embedding.toFloats((long) ids[p] * channels, channels);
    }
    var all = new ArrayList<NeuronViews>();
    for (Map.Entry<Place, StoredTensor> part : anatomy.parts().entrySet()) {
      Place place = part.getKey();
      if (place.role() == Role.GATE && part.getValue().shape().getLast() == channels) {
        var up = anatomy.part(Role.UP, place.layer(), place.expert());
        var down = anatomy.part(Role.DOWN, place.layer(), place.expert());
        if (up.isPresent() && down.isPresent()) {
          float[] gain = anatomy.gainBeforeMlp(place.layer()).orElse(new float[0]);
          all.add(of(place, rows, gain, part.getValue(), up.get(), down.get()));
        }
      }
    }
    return all;
  }

  private static NeuronViews of(
      Place place,
      float[][] rows,
      float[] gain,
      StoredTensor gate,
      StoredTensor up,
      StoredTensor down)
      throws CheckpointException {
    int neurons = Math.toIntExact(gate.shape().getFirst());
    int channels = Math.toIntExact(gate.shape().getLast());
    var read = new float[rows.length][];
    for (int p = 0; p < rows.length; p++) {
      read[p] = normalised(rows[p], gain);
    }
    float[][] responses = {
      centred(product(read, transposed(gate.toFloats(), neurons, channels), neurons), neurons),
      centred(product(read, transposed(up.toFloats(), neurons, channels), neurons), neurons),
      centred(product(rows, down.toFloats(), neurons), neurons)
    };
    for (float[] view : responses) {
      for (float response : view) {
        if (!Float.isFinite(response)) {
          throw new CheckpointException(
              "the neurons of %s respond to a token with a value that is not a finite number"
                  .formatted(gate.name()));
        }
      }
    }
    return new NeuronViews(place, rows.length, neurons, responses);
  }

  private static float[] normalised(float[] row, float[] gain) {
    double squares = 0;
    for (float value : row) {
      squares += (double) value * value;
    }
    double scale = 1 / Math.sqrt(squares / row.length + 1e-12);
    var normalised = new float[row.length];
    for (int c = 0; c < row.length; c++) {
      normalised[c] = (float) (row[c] * scale * (gain.length == 0 ? 1 : gain[c]));
    }
    return normalised;
  }

  private static float[] transposed(float[] matrix, int rows, int columns) {
    var turned = new float[matrix.length];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        turned[c * rows + r] = matrix[r * columns + c];
      }
    }
    return turned;
  }

  /** Multiplies rows (probes x channels) with a matrix (channels x neurons). */
  private static float[] product(float[][] rows, float[] matrix, int neurons) {
    var product = new float[rows.length * neurons];
    for (int p = 0; p < rows.length; p++) {
      for (int c = 0; c < rows[p].length; c++) {
        addScaled(product, p * neurons, matrix, c * neurons, rows[p][c], neurons);
      }
    }
    return product;
  }

  private static void addScaled(
      float[] to, int toAt, float[] from, int fromAt, float factor, int length) {
    for (int k = 0; k < length; k++) {
      to[toAt + k] += factor * from[fromAt + k];
    }
  }

  /** Shifts every column to mean 0 and scales it to length 1; constant columns become 0. */
  private static float[] centred(float[] matrix, int columns) {
    int rows = matrix.length / columns;
    for (int k = 0; k < columns; k++) {
      double sum = 0;
      for (int p = 0; p < rows; p++) {
        sum += matrix[p * columns + k];
      }
      double mean = sum / rows;
      double squares = 0;
      for (int p = 0; p < rows; p++) {
        double deviation = matrix[p * columns + k] - mean;
        squares += deviation * deviation;
      }
      double scale = squares > 1e-24 ? 1 / Math.sqrt(squares) : 0;
      for (int p = 0; p < rows; p++) {
        matrix[p * columns + k] = (float) ((matrix[p * columns + k] - mean) * scale);
      }
    }
    return matrix;
  }

  Place place() {
    return place;
  }

  int neurons() {
    return neurons;
  }

  /** Returns the correlations of the neurons {@code own} with all neurons of {@code other}. */
  float[][] correlations(int view, int[] own, NeuronViews other) {
    var correlations = new float[own.length][other.neurons];
    for (int i = 0; i < own.length; i++) {
      for (int p = 0; p < probes; p++) {
        addScaled(
            correlations[i],
            0,
            other.responses[view],
            p * other.neurons,
            responses[view][p * neurons + own[i]],
            other.neurons);
      }
    }
    return correlations;
  }

  /** Returns whether the neuron responds to anything in every view. */
  boolean alive(int neuron) {
    for (float[] view : responses) {
      boolean silent = true;
      for (int p = 0; p < probes && silent; p++) {
        silent = view[p * neurons + neuron] == 0;
      }
      if (silent) {
        return false;
      }
    }
    return true;
  }
}
