package org.gwageo.nano.decoder;

import java.util.Arrays;

/** The kernels in plain loops. */
final class ScalarKernels implements Kernels {
  private static final int WIDTH = 32;

  @Override
  public int panelWidth() {
    return WIDTH;
  }

  @Override
  public void multiply(Matrix matrix, float[] x, int rows, float[] y) {
    float[] sums = new float[matrix.width];
    for (int panel = 0; panel < matrix.count(); panel++) {
      int base = panel * matrix.width * matrix.inputs;
      int first = panel * matrix.width;
      int kept = Math.min(matrix.width, matrix.outputs - first);
      for (int row = 0; row < rows; row++) {
        Arrays.fill(sums, 0f);
        for (int i = 0; i < matrix.inputs; i++) {
          addScaled(
              x[row * matrix.inputs + i],
              matrix.panels,
              base + i * matrix.width,
              sums,
              0,
              matrix.width);
        }
        System.arraycopy(sums, 0, y, row * matrix.outputs + first, kept);
      }
    }
  }

  @Override
  public void addScaled(float factor, float[] x, int from, float[] y, int to, int count) {
    for (int i = 0; i < count; i++) {
      y[to + i] = Math.fma(x[from + i], factor, y[to + i]);
    }
  }
}
