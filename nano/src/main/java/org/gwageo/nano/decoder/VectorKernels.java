package org.gwageo.nano.decoder;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The kernels in vector instructions: four vectors of outputs, for one row or four at once. */
final class VectorKernels implements Kernels {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int WIDTH = 4 * LANES;

  @Override
  public int panelWidth() {
    return WIDTH;
  }

  @Override
  public void multiply(Matrix matrix, float[] x, int rows, float[] y) {
    float[] tail = new float[WIDTH];
    for (int panel = 0; panel < matrix.count(); panel++) {
      int first = panel * WIDTH;
      int kept = Math.min(WIDTH, matrix.outputs - first);
      int base = panel * WIDTH * matrix.inputs;
      int row = 0;
      if (kept == WIDTH) {
        for (; row + 4 <= rows; row += 4) {
          four(matrix, base, x, row * matrix.inputs, y, row * matrix.outputs + first);
        }
        for (; row < rows; row++) {
          one(matrix, base, x, row * matrix.inputs, y, row * matrix.outputs + first);
        }
      } else {
        for (; row < rows; row++) {
          one(matrix, base, x, row * matrix.inputs, tail, 0);
          System.arraycopy(tail, 0, y, row * matrix.outputs + first, kept);
        }
      }
    }
  }

  private static void one(Matrix matrix, int base, float[] x, int from, float[] y, int to) {
    float[] panels = matrix.panels;
    FloatVector a = FloatVector.zero(SPECIES);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    int at = base;
    for (int i = 0; i < matrix.inputs; i++, at += WIDTH) {
      FloatVector input = FloatVector.broadcast(SPECIES, x[from + i]);
      a = FloatVector.fromArray(SPECIES, panels, at).fma(input, a);
      b = FloatVector.fromArray(SPECIES, panels, at + LANES).fma(input, b);
      c = FloatVector.fromArray(SPECIES, panels, at + 2 * LANES).fma(input, c);
      d = FloatVector.fromArray(SPECIES, panels, at + 3 * LANES).fma(input, d);
    }
    a.intoArray(y, to);
    b.intoArray(y, to + LANES);
    c.intoArray(y, to + 2 * LANES);
    d.intoArray(y, to + 3 * LANES);
  }

  /** Each half of a panel is read once for four rows; eight sums fit the registers everywhere. */
  private static void four(Matrix matrix, int base, float[] x, int from, float[] y, int to) {
    half(matrix, base, x, from, y, to);
    half(matrix, base + 2 * LANES, x, from, y, to + 2 * LANES);
  }

  private static void half(Matrix matrix, int base, float[] x, int from, float[] y, int to) {
    float[] panels = matrix.panels;
    int inputs = matrix.inputs;
    int outputs = matrix.outputs;
    FloatVector a0 = FloatVector.zero(SPECIES);
    FloatVector a1 = a0;
    FloatVector b0 = a0;
    FloatVector b1 = a0;
    FloatVector c0 = a0;
    FloatVector c1 = a0;
    FloatVector d0 = a0;
    FloatVector d1 = a0;
    int at = base;
    for (int i = 0; i < inputs; i++, at += WIDTH) {
      FloatVector left = FloatVector.fromArray(SPECIES, panels, at);
      FloatVector right = FloatVector.fromArray(SPECIES, panels, at + LANES);
      FloatVector input = FloatVector.broadcast(SPECIES, x[from + i]);
      a0 = left.fma(input, a0);
      a1 = right.fma(input, a1);
      input = FloatVector.broadcast(SPECIES, x[from + inputs + i]);
      b0 = left.fma(input, b0);
      b1 = right.fma(input, b1);
      input = FloatVector.broadcast(SPECIES, x[from + 2 * inputs + i]);
      c0 = left.fma(input, c0);
      c1 = right.fma(input, c1);
      input = FloatVector.broadcast(SPECIES, x[from + 3 * inputs + i]);
      d0 = left.fma(input, d0);
      d1 = right.fma(input, d1);
    }
    a0.intoArray(y, to);
    a1.intoArray(y, to + LANES);
    b0.intoArray(y, to + outputs);
    b1.intoArray(y, to + outputs + LANES);
    c0.intoArray(y, to + 2 * outputs);
    c1.intoArray(y, to + 2 * outputs + LANES);
    d0.intoArray(y, to + 3 * outputs);
    d1.intoArray(y, to + 3 * outputs + LANES);
  }

  @Override
  public void addScaled(float factor, float[] x, int from, float[] y, int to, int count) {
    FloatVector scale = FloatVector.broadcast(SPECIES, factor);
    int i = 0;
    for (; i + LANES <= count; i += LANES) {
      FloatVector sum = FloatVector.fromArray(SPECIES, y, to + i);
      FloatVector.fromArray(SPECIES, x, from + i).fma(scale, sum).intoArray(y, to + i);
    }
    for (; i < count; i++) {
      y[to + i] = Math.fma(x[from + i], factor, y[to + i]);
    }
  }
}
