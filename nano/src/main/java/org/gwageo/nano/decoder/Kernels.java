package org.gwageo.nano.decoder;

/**
 * The inner loops of the decoder.
 *
 * <p>Every output is one chain of fused multiply-adds in the order of the inputs. Vector lanes hold
 * different outputs, never parts of the same sum, so the results have the same bits at every vector
 * width, without vectors, and for one position or many at once.
 */
sealed interface Kernels permits ScalarKernels, VectorKernels {
  /** Returns the kernels for this machine: vectors if the incubating module is there. */
  static Kernels best() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
        ? new VectorKernels()
        : new ScalarKernels();
  }

  /** Returns the width of a panel of {@link Matrix}. */
  int panelWidth();

  /**
   * Multiplies {@code rows} vectors by a matrix.
   *
   * @param x the inputs, row after row, {@code matrix.inputs} each
   * @param y takes the outputs, row after row, {@code matrix.outputs} each
   */
  void multiply(Matrix matrix, float[] x, int rows, float[] y);

  /**
   * Adds {@code factor} times {@code count} values of {@code x} from {@code from} to the values of
   * {@code y} from {@code to}.
   */
  void addScaled(float factor, float[] x, int from, float[] y, int to, int count);
}
