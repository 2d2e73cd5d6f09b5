package org.gwageo.lineage.alignment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gwageo.lineage.anatomy.Part;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.anatomy.Role;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.numerics.FloatMatrix;

/**
 * Chosen neurons of one dense MLP as vectors over the residual channels: the gate row if there is a
 * gate, the up row, both through the gain in front of them, and the down column, each scaled to
 * length 1. Their lengths and the cosines between them are the neuron's scalars, which no rotation
 * of the residual stream changes.
 *
 * <p>A view is read whenever it is asked for.
 */
final class NeuronRows {

  /** Reads one view as it is stored. */
  private interface View {
    FloatMatrix read();
  }

  private final String name;
  private final int neurons;
  private final int channels;
  private final List<View> views;

  private NeuronRows(String name, int neurons, int channels, List<View> views) {
    this.name = name;
    this.neurons = neurons;
    this.channels = channels;
    this.views = views;
  }

  /** Returns the up projection of a layer's MLP that every token passes through. */
  static Optional<Part> up(Tower tower, int layer) {
    return tower
        .part(Role.UP, layer, Place.NONE)
        .or(() -> tower.part(Role.UP, layer, Place.SHARED))
        .filter(up -> tower.part(Role.DOWN, layer, up.place().expert()).isPresent());
  }

  /** Returns whether the MLP of a layer has a gate. */
  static boolean gated(Tower tower, int layer) {
    return up(tower, layer)
        .flatMap(up -> tower.part(Role.GATE, layer, up.place().expert()))
        .isPresent();
  }

  /** Returns how many views the neurons of a layer have: gate if there is one, up, down. */
  static int views(Tower tower, int layer) {
    return gated(tower, layer) ? 3 : 2;
  }

  /**
   * Returns neurons of a layer that has an {@link #up} projection.
   *
   * @throws CheckpointException if the tensors do not fit together
   */
  static NeuronRows of(Tower tower, int layer, int[] chosen) throws CheckpointException {
    Part up = up(tower, layer).orElseThrow();
    int expert = up.place().expert();
    Part down = tower.part(Role.DOWN, layer, expert).orElseThrow();
    long channels = up.shape().getLast();
    if (!down.shape().equals(List.of(channels, up.shape().getFirst()))) {
      throw new CheckpointException(
          "tensors %s %s and %s %s do not form one MLP"
              .formatted(up.name(), up.shape(), down.name(), down.shape()));
    }
    float[] gain = tower.gainBeforeMlp(layer).orElse(new float[0]);
    var views = new ArrayList<View>();
    tower
        .part(Role.GATE, layer, expert)
        .ifPresent(gate -> views.add(() -> rows(gate, chosen, gain)));
    views.add(() -> rows(up, chosen, gain));
    views.add(() -> columns(down, chosen));
    return new NeuronRows(up.name(), chosen.length, Math.toIntExact(channels), List.copyOf(views));
  }

  private static FloatMatrix rows(Part part, int[] chosen, float[] gain) {
    return FloatMatrix.of(
        new ResidualRows(part, 1, gain).read(chosen),
        chosen.length,
        Math.toIntExact(part.shape().getLast()));
  }

  private static FloatMatrix columns(Part part, int[] chosen) {
    return FloatMatrix.of(
        new ResidualRows(part, 0, new float[0]).read(chosen),
        chosen.length,
        Math.toIntExact(part.shape().getFirst()));
  }

  private static double[] lengths(FloatMatrix view, String name) throws CheckpointException {
    float[] values = view.values();
    int channels = view.columns();
    var lengths = new double[view.rows()];
    for (int k = 0; k < lengths.length; k++) {
      double squares = 0;
      for (int c = 0; c < channels; c++) {
        double value = values[k * channels + c];
        squares += value * value;
      }
      if (!Double.isFinite(squares)) {
        throw new CheckpointException(
            "a neuron of %s holds a weight that is not a finite number".formatted(name));
      }
      lengths[k] = Math.sqrt(squares);
    }
    return lengths;
  }

  private static FloatMatrix scaled(FloatMatrix view, double[] lengths) {
    float[] values = view.values();
    int channels = view.columns();
    for (int k = 0; k < lengths.length; k++) {
      float scale = lengths[k] > 0 ? (float) (1 / lengths[k]) : 0;
      for (int c = 0; c < channels; c++) {
        values[k * channels + c] *= scale;
      }
    }
    return view;
  }

  private static double[] cosines(FloatMatrix a, FloatMatrix b) {
    var cosines = new double[a.rows()];
    int channels = a.columns();
    for (int k = 0; k < cosines.length; k++) {
      double sum = 0;
      for (int c = 0; c < channels; c++) {
        sum += (double) a.values()[k * channels + c] * b.values()[k * channels + c];
      }
      cosines[k] = sum;
    }
    return cosines;
  }

  /**
   * Returns a view, (neurons, channels).
   *
   * @throws CheckpointException if a value is not finite
   */
  FloatMatrix view(int number) throws CheckpointException {
    FloatMatrix view = views.get(number).read();
    return scaled(view, lengths(view, name));
  }

  /**
   * Returns the scalars, one array per kind: the cosines of all pairs of views, and the lengths as
   * far as scaling leaves them alone.
   *
   * @throws CheckpointException if a value is not finite
   */
  List<double[]> scalars() throws CheckpointException {
    var read = new ArrayList<FloatMatrix>();
    var lengths = new ArrayList<double[]>();
    for (View view : views) {
      FloatMatrix matrix = view.read();
      double[] own = lengths(matrix, name);
      read.add(scaled(matrix, own));
      lengths.add(own);
    }
    var scalars = new ArrayList<double[]>();
    for (int a = 0; a < read.size(); a++) {
      for (int b = a + 1; b < read.size(); b++) {
        scalars.add(cosines(read.get(a), read.get(b)));
      }
    }
    if (read.size() == 3) {
      scalars.add(lengths.getFirst());
    }
    var product = new double[neurons];
    for (int k = 0; k < neurons; k++) {
      product[k] = lengths.get(read.size() - 2)[k] * lengths.getLast()[k];
    }
    scalars.add(product);
    return scalars;
  }

  int neurons() {
    return neurons;
  }

  int channels() {
    return channels;
  }
}
