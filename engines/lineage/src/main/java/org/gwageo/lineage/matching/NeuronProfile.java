package org.gwageo.lineage.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.gwageo.lineage.anatomy.Part;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.division.Piece;
import org.gwageo.lineage.division.Site;
import org.gwageo.lineage.statistics.Permutations;

/**
 * Which neurons of a block may be matched, and their scalars.
 *
 * <p>Dead neurons (a norm below 1e-6 of the median in some matrix) and all but one of a group of
 * duplicates (cosine above 0.9999 in every matrix that reads the stream) are left out: solvers
 * break ties by position, and a block stuffed with copies of one neuron must neither fire nor hide
 * the others. Duplicates are found through signed sums of the rows: those of two unit vectors
 * 0.0142 apart differ by N(0, 0.0142²), so only neurons within six deviations are compared.
 */
final class NeuronProfile {

  private static final double DEAD = 1e-6;
  private static final double DUPLICATE = 0.9999;
  private static final int SKETCHES = 4;
  private static final double WINDOW = 6 * Math.sqrt(2 * (1 - DUPLICATE));

  private final MlpBlock block;
  private final int[] usable;
  private final List<double[]> scalars;

  /** What reading a block gives. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Read(int[] usable, List<double[]> scalars) {}

  /** Reads one block. */
  record Reading(int model, Place place, long seed) implements Piece<Read> {

    @Override
    public Read on(Site site) throws CheckpointException {
      NeuronProfile profile = NeuronProfile.of(MlpBlock.at(site, model, place), seed);
      return new Read(profile.usable, profile.scalars);
    }

    @Override
    public List<Part.Extent> reads(List<Tower> towers) {
      return MlpBlock.extents(towers.get(model), place);
    }
  }

  NeuronProfile(MlpBlock block, Read read) {
    this(block, read.usable(), read.scalars());
  }

  private NeuronProfile(MlpBlock block, int[] usable, List<double[]> scalars) {
    this.block = block;
    this.usable = usable;
    this.scalars = scalars;
  }

  /** Reads a block once; the keyed order of the neurons depends on the seed and the place. */
  static NeuronProfile of(MlpBlock block, long seed) throws CheckpointException {
    int neurons = block.neurons();
    int readers = block.readers().size();
    var norms = new double[readers + 1][neurons];
    var between = new double[neurons];
    var sketches = new double[readers][neurons * SKETCHES];
    for (int from = 0; from < neurons; from += block.band()) {
      int start = from;
      int count = Math.min(block.band(), neurons - from);
      int channels = block.channels();
      var bands = new ArrayList<float[]>();
      for (Part reader : block.readers()) {
        bands.add(reader.toFloats((long) from * channels, count * channels));
      }
      float[] gain = gain(block);
      var signs = signs(channels, seed);
      IntStream.range(0, count)
          .parallel()
          .forEach(
              k -> {
                for (int v = 0; v < readers; v++) {
                  sketch(bands.get(v), k * channels, gain, signs, norms[v], sketches[v], start + k);
                }
                if (readers == 2) {
                  between[start + k] = dot(bands.get(0), bands.get(1), k * channels, gain);
                }
              });
    }
    addColumns(block, norms[readers]);
    for (double[] view : norms) {
      for (int k = 0; k < neurons; k++) {
        if (!Double.isFinite(view[k])) {
          throw new CheckpointException(
              "neuron %d of %s holds a weight that is not a finite number"
                  .formatted(k, block.up().name()));
        }
        view[k] = Math.sqrt(view[k]);
      }
    }
    int[] order = keyedOrder(block, neurons, seed);
    int[] alive = Arrays.stream(order).filter(alive(norms)).toArray();
    return new NeuronProfile(block, unique(block, alive, norms, sketches), scalars(norms, between));
  }

  private static float[] gain(MlpBlock block) {
    var gain = new float[block.channels()];
    Arrays.fill(gain, 1);
    for (int c = 0; c < block.gain().size(); c++) {
      gain[c] = block.gain().get(c);
    }
    return gain;
  }

  private static float[] signs(int channels, long seed) {
    var random = new SplittableRandom(seed ^ 0x5157);
    var signs = new float[channels * SKETCHES];
    for (int i = 0; i < signs.length; i++) {
      signs[i] = random.nextBoolean() ? 1 : -1;
    }
    return signs;
  }

  private static void sketch(
      float[] rows,
      int at,
      float[] gain,
      float[] signs,
      double[] norms,
      double[] sketches,
      int neuron) {
    double squares = 0;
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    for (int i = 0; i < gain.length; i++) {
      double value = rows[at + i] * gain[i];
      squares += value * value;
      a += value * signs[SKETCHES * i];
      b += value * signs[SKETCHES * i + 1];
      c += value * signs[SKETCHES * i + 2];
      d += value * signs[SKETCHES * i + 3];
    }
    norms[neuron] = squares;
    double scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    sketches[SKETCHES * neuron] = a * scale;
    sketches[SKETCHES * neuron + 1] = b * scale;
    sketches[SKETCHES * neuron + 2] = c * scale;
    sketches[SKETCHES * neuron + 3] = d * scale;
  }

  private static double dot(float[] a, float[] b, int at, float[] gain) {
    double sum = 0;
    for (int i = 0; i < gain.length; i++) {
      sum += (double) a[at + i] * b[at + i] * gain[i] * gain[i];
    }
    return sum;
  }

  private static void addColumns(MlpBlock block, double[] squares) {
    int neurons = block.neurons();
    int rows = Math.max(1, (1 << 22) / neurons);
    for (int from = 0; from < block.channels(); from += rows) {
      int count = Math.min(rows, block.channels() - from);
      float[] decoded = block.down().toFloats((long) from * neurons, count * neurons);
      for (int c = 0; c < count; c++) {
        for (int k = 0; k < neurons; k++) {
          double value = decoded[c * neurons + k];
          squares[k] += value * value;
        }
      }
    }
  }

  private static int[] keyedOrder(MlpBlock block, int neurons, long seed) {
    int[] order = Permutations.identity(neurons);
    var place = block.place();
    Permutations.shuffle(
        order, new SplittableRandom(seed + 1_000_003L * place.layer() + 101L * place.expert()));
    return order;
  }

  private static IntPredicate alive(double[][] norms) {
    var limits = new double[norms.length];
    for (int v = 0; v < norms.length; v++) {
      double[] sorted = norms[v].clone();
      Arrays.sort(sorted);
      limits[v] = DEAD * sorted[sorted.length / 2];
    }
    return k -> {
      for (int v = 0; v < norms.length; v++) {
        if (norms[v][k] <= limits[v]) {
          return false;
        }
      }
      return true;
    };
  }

  /** Keeps the first of every group of duplicates in the order of {@code alive}. */
  private static int[] unique(MlpBlock block, int[] alive, double[][] norms, double[][] sketches) {
    var kept = new TreeMap<Double, List<Integer>>();
    var unique = new int[alive.length];
    int n = 0;
    for (int neuron : alive) {
      double position = sketches[0][SKETCHES * neuron];
      if (!duplicate(block, neuron, kept, position, norms, sketches)) {
        kept.computeIfAbsent(position, any -> new ArrayList<>()).add(neuron);
        unique[n++] = neuron;
      }
    }
    return Arrays.copyOf(unique, n);
  }

  private static boolean duplicate(
      MlpBlock block,
      int neuron,
      NavigableMap<Double, List<Integer>> kept,
      double position,
      double[][] norms,
      double[][] sketches) {
    for (Map.Entry<Double, List<Integer>> near :
        kept.subMap(position - WINDOW, true, position + WINDOW, true).entrySet()) {
      for (int other : near.getValue()) {
        if (close(sketches, neuron, other) && same(block, neuron, other, norms)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean close(double[][] sketches, int a, int b) {
    for (double[] view : sketches) {
      for (int s = 0; s < SKETCHES; s++) {
        if (Math.abs(view[SKETCHES * a + s] - view[SKETCHES * b + s]) > WINDOW) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean same(MlpBlock block, int a, int b, double[][] norms) {
    int channels = block.channels();
    float[] gain = gain(block);
    for (int v = 0; v < block.readers().size(); v++) {
      Part reader = block.readers().get(v);
      float[] rowA = reader.toFloats((long) a * channels, channels);
      float[] rowB = reader.toFloats((long) b * channels, channels);
      double cosine = 0;
      for (int c = 0; c < channels; c++) {
        cosine += (double) rowA[c] * rowB[c] * gain[c] * gain[c];
      }
      if (cosine <= DUPLICATE * norms[v][a] * norms[v][b]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Per view a scalar of which that view knows nothing: for gate the product of the norms of up and
   * down, for up the norm of gate, for down the cosine of gate and up; without a gate the other
   * matrix's norm.
   */
  private static List<double[]> scalars(double[][] norms, double[] between) {
    if (norms.length == 2) {
      return List.of(norms[1], norms[0]);
    }
    var products = new double[between.length];
    var cosines = new double[between.length];
    for (int k = 0; k < between.length; k++) {
      products[k] = norms[1][k] * norms[2][k];
      double lengths = norms[0][k] * norms[1][k];
      cosines[k] = lengths > 0 ? between[k] / lengths : 0;
    }
    return List.of(products, norms[0], cosines);
  }

  MlpBlock block() {
    return block;
  }

  /** Returns how many neurons are neither dead nor duplicates. */
  int size() {
    return usable.length;
  }

  /** Returns neurons {@code from} … of the keyed order of those that may be matched. */
  int[] neurons(int from, int count) {
    return Arrays.copyOfRange(usable, from, from + count);
  }

  /** Returns all neurons that may be matched, ascending. */
  int[] ascending() {
    int[] sorted = usable.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  /** Returns the scalar that a matching by {@code view} is tested with, by neuron. */
  double[] scalar(int view) {
    return scalars.get(view);
  }
}
