package org.gwageo.lineage.generators;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.gwageo.lineage.generators.Candidate.Place;
import org.gwageo.lineage.numerics.FloatMatrix;
import org.gwageo.lineage.numerics.MatrixProduct;
import org.gwageo.lineage.numerics.Sums;

/**
 * Tries one seed: all places of all generators against all probes. Not safe for several threads.
 */
final class SeedAttempt {

  /** Elements of the first step, which is a product of matrices. */
  static final int FIRST = 1024;

  /** Below this z a try ends at the first step; two of a hundred go on without reason. */
  private static final double FIRST_Z = 2;

  /** Below this z a try ends at the second step, which takes the fewest elements of a probe. */
  private static final double SECOND_Z = 3;

  /** Words of a processor's stream whose places are tried together. */
  private static final int WORDS = 1 << 16;

  /** Counters of a graphics card that are tried together. */
  private static final int OFFSETS = 256;

  private final long seed;
  private final List<Probe> probes;
  private final List<Optional<Candidate>> best;
  private final FloatMatrix beginnings;
  private final MatrixProduct product = MatrixProduct.onThreads(1);

  SeedAttempt(long seed, List<Probe> probes) {
    this.seed = seed;
    this.probes = probes;
    best = new ArrayList<>(Collections.nCopies(probes.size(), Optional.empty()));
    beginnings = FloatMatrix.zeros(probes.size(), FIRST);
    for (int p = 0; p < probes.size(); p++) {
      Probe probe = probes.get(p);
      double length = Math.sqrt(Math.max(Double.MIN_NORMAL, probe.squares(FIRST)));
      for (int i = 0; i < FIRST; i++) {
        beginnings.put(p, i, (float) (probe.values()[i] / length));
      }
    }
  }

  /** Returns the strongest place of every probe, if one came to the last step. */
  List<Optional<Candidate>> best() {
    return best;
  }

  /** Draws what a tensor gets at the place of a row. */
  private interface Draw {
    float[] first(int row, int count);
  }

  /** Tries the first counters of a graphics card. */
  void onCards(int offsets) {
    var card = new CudaDraws();
    var normal = FloatMatrix.zeros(OFFSETS, FIRST);
    var uniform = FloatMatrix.zeros(OFFSETS, FIRST);
    for (int from = 0; from < offsets; from += OFFSETS) {
      int count = Math.min(OFFSETS, offsets - from);
      for (int row = 0; row < count; row++) {
        card.draw(seed, from + row, 0, FIRST, normal.values(), uniform.values(), row * FIRST);
      }
      int first = from;
      var later = new OneRow(card, first);
      rows(
          normal.rows(0, count),
          row -> new Place(Generator.TORCH_CUDA_NORMAL, seed, first + row),
          0,
          (row, length) -> later.draw(row, length).normal);
      rows(
          uniform.rows(0, count),
          row -> new Place(Generator.TORCH_CUDA_UNIFORM, seed, first + row),
          0,
          (row, length) -> later.draw(row, length).uniform);
    }
  }

  /** What a graphics card draws at the place that was asked for last. */
  private final class OneRow {
    private final CudaDraws card;
    private final int first;
    private final float[] normal = new float[Probe.MOST];
    private final float[] uniform = new float[Probe.MOST];
    private int row = -1;
    private int drawn;

    OneRow(CudaDraws card, int first) {
      this.card = card;
      this.first = first;
    }

    OneRow draw(int wanted, int count) {
      drawn = wanted == row ? drawn : 0;
      row = wanted;
      if (drawn < count) {
        card.draw(seed, first + row, drawn, count, normal, uniform, drawn);
        drawn = count;
      }
      return this;
    }
  }

  /** Tries the first words of a processor, at every multiple of {@value CpuDraws#GROUP}. */
  void onProcessors(long words) {
    var stream = new CpuDraws(seed);
    var normal = new float[WORDS + Probe.MOST];
    var uniform = new float[WORDS + Probe.MOST];
    var rows = FloatMatrix.zeros(WORDS / CpuDraws.GROUP, FIRST);
    stream.next(normal, uniform, 0, Probe.MOST);
    for (long from = 0; from < words; from += WORDS) {
      stream.next(normal, uniform, Probe.MOST, WORDS);
      int count = (int) Math.min(WORDS, words - from) / CpuDraws.GROUP;
      window(normal, rows.rows(0, count), Generator.TORCH_CPU_NORMAL, from);
      window(uniform, rows.rows(0, count), Generator.TORCH_CPU_UNIFORM, from);
    }
  }

  /** Tries the places of a window of the stream and moves it on. */
  private void window(float[] values, FloatMatrix rows, Generator generator, long from) {
    for (int row = 0; row < rows.rows(); row++) {
      System.arraycopy(values, row * CpuDraws.GROUP, rows.values(), row * FIRST, FIRST);
    }
    rows(
        rows,
        row -> new Place(generator, seed, from + (long) row * CpuDraws.GROUP),
        CpuDraws.GROUP,
        (row, length) -> values);
    System.arraycopy(values, WORDS, values, 0, Probe.MOST);
  }

  /**
   * Tries places, the first numbers of each being a row.
   *
   * @param apart how much later in what {@code draw} returns a row begins than the one before
   */
  private void rows(FloatMatrix rows, IntFunction<Place> places, int apart, Draw draw) {
    FloatMatrix products = product.timesTransposed(rows, beginnings);
    for (int row = 0; row < rows.rows(); row++) {
      for (int p = 0; p < probes.size(); p++) {
        if (products.at(row, p) >= FIRST_Z
            && z(p, draw.first(row, Probe.FEWEST), row * apart, Probe.FEWEST) >= SECOND_Z) {
          int count = probes.get(p).values().length;
          keep(p, places.apply(row), draw.first(row, count), row * apart);
        }
      }
    }
  }

  private void keep(int p, Place place, float[] numbers, int at) {
    int count = probes.get(p).values().length;
    double z = z(p, numbers, at, count);
    double correlation = z / Math.sqrt(Sums.squares(numbers, at, count));
    var candidate = Optional.of(new Candidate(place, correlation, z));
    best.set(p, Candidate.larger(best.get(p), candidate));
  }

  private double z(int p, float[] numbers, int at, int count) {
    Probe probe = probes.get(p);
    return Sums.dot(probe.values(), 0, numbers, at, count) / Math.sqrt(probe.squares(count));
  }
}
