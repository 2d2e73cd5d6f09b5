package org.gwageo.nano.decoder;

/**
 * A weight matrix cut into panels for the kernels.
 *
 * <p>A panel holds {@code width} neighbouring outputs; inside it the values lie input by input, so
 * that one input is multiplied with a whole panel at a time. The last panel is filled up with
 * zeros.
 */
final class Matrix {
  final int outputs;
  final int inputs;
  final int width;
  final float[] panels;

  /**
   * Rearranges row-major values.
   *
   * @param values {@code outputs x inputs} values
   * @param width the number of outputs of a panel
   */
  Matrix(float[] values, int outputs, int inputs, int width) {
    this.outputs = outputs;
    this.inputs = inputs;
    this.width = width;
    int count = (outputs + width - 1) / width;
    this.panels = new float[count * width * inputs];
    for (int output = 0; output < outputs; output++) {
      int base = output / width * width * inputs + output % width;
      for (int input = 0; input < inputs; input++) {
        panels[base + input * width] = values[output * inputs + input];
      }
    }
  }

  /** Returns the number of panels. */
  int count() {
    return (outputs + width - 1) / width;
  }
}
