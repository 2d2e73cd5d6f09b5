package org.gwageo.lineage.anatomy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.gwageo.lineage.checkpoint.StoredTensor;

/**
 * A table of positions, (positions, channels), and whether a formula wrote it or training began
 * from one.
 *
 * <p>Along positions, channel c of Vaswani et al. 2017, section 3.5, is a sine or cosine of
 * frequency 10000<sup>-i/n</sup>, i the channel's pair. Each channel is regressed on sine, cosine
 * and a constant of the frequency that belongs to it, so that an offset of the first position and
 * the order of sine and cosine do not matter; frequencies are laid out in pairs or in halves, with
 * n = d/2 (Vaswani) or d/2 - 1 (tensor2tensor, Whisper). A table over a grid gives each channel to
 * one of its two axes: the means by row or by column are the channel. A formula it is where {@value
 * #CHANNELS_THAT_FIT} of the channels are explained to {@value #ALONG_A_LINE} (positions in a line)
 * or {@value #OVER_A_GRID} (a grid): tables that were learnt from random numbers fit low
 * frequencies at best.
 */
final class PositionTable {

  private static final double CHANNELS_THAT_FIT = 0.9;
  private static final double ALONG_A_LINE = 0.5;
  private static final double OVER_A_GRID = 0.95;
  private static final double BASE = 10_000;

  /** The frequency of the middle channel, in radians per position. */
  private static final double SLOWEST = 0.01;

  private static final int LEAST_POSITIONS = 16;
  private static final int LEAST_CHANNELS = 8;
  private static final int MOST_POSITIONS = 2048;
  private static final int MOST_VALUES = 1 << 24;
  private static final int MOST_TOKENS = 5;
  private static final int LEAST_SIDE = 4;

  /** A grid's formula gives half of the channels to either axis. */
  private static final double CHANNELS_OF_AN_AXIS = 0.25;

  /** A spread below this share of a channel's size is rounding. */
  private static final double FLAT = 1e-6;

  private final float[] values;
  private final int positions;
  private final int channels;

  private PositionTable(float[] values, int positions, int channels) {
    this.values = values;
    this.positions = positions;
    this.channels = channels;
  }

  /** Reads a tensor as rows of its last axis; at most {@value #MOST_POSITIONS} of them. */
  static Optional<PositionTable> of(StoredTensor tensor) {
    List<Long> shape = tensor.shape();
    if (shape.size() < 2 || tensor.elements() == 0 || !tensor.type().floating()) {
      return Optional.empty();
    }
    long channels = shape.getLast();
    long rows = tensor.elements() / channels;
    int read = (int) Math.min(Math.min(rows, MOST_POSITIONS), MOST_VALUES / channels);
    if (channels < LEAST_CHANNELS || read < LEAST_POSITIONS) {
      return Optional.empty();
    }
    float[] values = tensor.toFloats(0, Math.toIntExact(read * channels));
    return Optional.of(new PositionTable(values, read, (int) channels));
  }

  /** Whether the table follows a formula, exactly or apart from what training changed. */
  boolean isFormula() {
    return sinusoids() || overGrid();
  }

  private boolean sinusoids() {
    int half = channels / 2;
    for (double steps : new double[] {half, half - 1.0}) {
      for (boolean pairs : new boolean[] {true, false}) {
        if (sinusoids(c -> Math.pow(BASE, -(pairs ? c / 2 : c % half) / steps))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Slow channels say nothing: over few positions they are straight lines or constants. */
  private boolean sinusoids(IntToDoubleFunction frequency) {
    // Some tables leave their first rows to padding.
    int first = Math.min(2, positions - LEAST_POSITIONS);
    int fast = 0;
    int fit = 0;
    for (int c = 0; c < channels; c++) {
      double own = frequency.applyAsDouble(c);
      if (own >= SLOWEST) {
        fast++;
        fit += explained(c, first, own) >= ALONG_A_LINE ? 1 : 0;
        if (fast - fit > (1 - CHANNELS_THAT_FIT) * channels) {
          return false;
        }
      }
    }
    return fit >= CHANNELS_THAT_FIT * fast;
  }

  /** Returns which share of a channel's variance a sine and a cosine of one frequency explain. */
  private double explained(int channel, int first, double frequency) {
    int n = positions - first;
    var sums = new double[3][4];
    for (int t = first; t < positions; t++) {
      double[] row = {Math.sin(frequency * t), Math.cos(frequency * t), 1, at(t, channel)};
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 4; j++) {
          sums[i][j] += row[i] * row[j];
        }
      }
    }
    double mean = sums[2][3] / n;
    double squares = 0;
    for (int t = first; t < positions; t++) {
      squares += at(t, channel) * at(t, channel);
    }
    double spread = squares - n * mean * mean;
    if (spread <= FLAT * squares) {
      return squares == 0 ? 0 : 1;
    }
    double[] solution = solve(sums);
    double left = 0;
    for (int t = first; t < positions; t++) {
      double fitted = solution[0] * Math.sin(frequency * t) + solution[1] * Math.cos(frequency * t);
      double error = at(t, channel) - fitted - solution[2];
      left += error * error;
    }
    return 1 - left / spread;
  }

  /** Solves three equations by elimination; a vanishing pivot leaves its unknown at 0. */
  private static double[] solve(double[][] sums) {
    for (int k = 0; k < 3; k++) {
      int best = k;
      for (int i = k + 1; i < 3; i++) {
        best = Math.abs(sums[i][k]) > Math.abs(sums[best][k]) ? i : best;
      }
      double[] row = sums[best];
      sums[best] = sums[k];
      sums[k] = row;
      for (int i = k + 1; i < 3 && row[k] != 0; i++) {
        double factor = sums[i][k] / row[k];
        for (int j = k; j < 4; j++) {
          sums[i][j] -= factor * row[j];
        }
      }
    }
    var solution = new double[3];
    for (int k = 2; k >= 0; k--) {
      double value = sums[k][3];
      for (int j = k + 1; j < 3; j++) {
        value -= sums[k][j] * solution[j];
      }
      solution[k] = Math.abs(sums[k][k]) < 1e-9 ? 0 : value / sums[k][k];
    }
    return solution;
  }

  private boolean overGrid() {
    for (int tokens = 0; tokens <= Math.min(MOST_TOKENS, positions - LEAST_POSITIONS); tokens++) {
      int cells = positions - tokens;
      for (int width = LEAST_SIDE; width * LEAST_SIDE <= cells; width++) {
        if (cells % width == 0 && overGrid(tokens, width)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Neighbours of any table resemble each other, so both axes need channels of their own. */
  private boolean overGrid(int first, int width) {
    int varied = 0;
    int byRow = 0;
    int byColumn = 0;
    for (int c = 0; c < channels; c++) {
      double[] shares = explained(c, first, width);
      varied += shares[0] + shares[1] > 0 ? 1 : 0;
      byRow += shares[0] >= OVER_A_GRID ? 1 : 0;
      byColumn += shares[1] >= OVER_A_GRID ? 1 : 0;
      if (varied - byRow - byColumn > (1 - CHANNELS_THAT_FIT) * channels) {
        return false;
      }
    }
    double least = CHANNELS_OF_AN_AXIS * varied;
    return varied >= LEAST_CHANNELS && Math.min(byRow, byColumn) >= least;
  }

  /**
   * Returns which shares of a channel's variance its means by row and by column explain, 0 for
   * none.
   */
  private double[] explained(int channel, int first, int width) {
    int height = (positions - first) / width;
    var rows = new double[height];
    var columns = new double[width];
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < height * width; i++) {
      double value = at(first + i, channel);
      rows[i / width] += value / width;
      columns[i % width] += value / height;
      sum += value;
      squares += value * value;
    }
    double mean = sum / height / width;
    double spread = squares - sum * mean;
    if (spread <= FLAT * squares) {
      return new double[2];
    }
    double between = Arrays.stream(rows).map(r -> (r - mean) * (r - mean)).sum() * width;
    double across = Arrays.stream(columns).map(c -> (c - mean) * (c - mean)).sum() * height;
    return new double[] {between / spread, across / spread};
  }

  private double at(int position, int channel) {
    return values[position * channels + channel];
  }
}
