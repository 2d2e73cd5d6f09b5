package org.gwageo.nano.zoo;

import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * Roundings of every matrix and back again; norm gains stay as they are.
 *
 * <p>What a file of such a quantisation would decode to.
 */
public enum Precision {
  /** bfloat16, half to even. */
  BF16,
  /** 8-bit floats of 4 exponent and 3 mantissa bits, scaled so that a matrix's largest is 448. */
  FP8,
  /** Whole numbers to 127, one scale a row. */
  INT8,
  /** Whole numbers to 7, one scale for each 32 neighbours. */
  INT4;

  /** Returns {@code model} rounded. */
  public Specimen roundTrip(Specimen model) {
    return matrices(model, this::rounded);
  }

  /** Adds Gaussian noise of {@code factor} times each matrix's root mean square. */
  public static Specimen noisy(Specimen model, double factor, long seed) {
    var random = new SplittableRandom(seed);
    return matrices(model, tensor -> tensor.noisy(factor * tensor.scale(), random));
  }

  private Tensor rounded(Tensor tensor) {
    return switch (this) {
      case BF16 -> bfloat16(tensor);
      case FP8 -> scaled(tensor, tensor.values().length, 448, Precision::e4m3);
      case INT8 -> scaled(tensor, tensor.columns(), 127, StrictMath::rint);
      case INT4 -> scaled(tensor, 32, 7, StrictMath::rint);
    };
  }

  private static Specimen matrices(Specimen model, UnaryOperator<Tensor> operator) {
    var change = model.change();
    model
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (tensor.shape().size() > 1) {
                change.put(name, operator.apply(tensor));
              }
            });
    return change.done();
  }

  private static Tensor bfloat16(Tensor tensor) {
    var rounded = new float[tensor.values().length];
    for (int i = 0; i < rounded.length; i++) {
      int bits = Float.floatToRawIntBits(tensor.values()[i]);
      bits += 0x7fff + ((bits >>> 16) & 1);
      rounded[i] = Float.intBitsToFloat(bits & 0xffff0000);
    }
    return new Tensor(tensor.shape(), rounded);
  }

  @FunctionalInterface
  private interface Rounding {
    double round(double value);
  }

  /** Scales each block of neighbours so that its largest is {@code limit}, rounds, scales back. */
  private static Tensor scaled(Tensor tensor, int block, double limit, Rounding rounding) {
    float[] values = tensor.values();
    var rounded = new float[values.length];
    for (int from = 0; from < values.length; from += block) {
      int to = Math.min(values.length, from + block);
      double largest = 0;
      for (int i = from; i < to; i++) {
        largest = Math.max(largest, Math.abs(values[i]));
      }
      double scale = largest == 0 ? 1 : largest / limit;
      for (int i = from; i < to; i++) {
        rounded[i] = (float) (rounding.round(values[i] / scale) * scale);
      }
    }
    return new Tensor(tensor.shape(), rounded);
  }

  private static double e4m3(double value) {
    int exponent = Math.max(-6, Math.getExponent(value));
    double step = Math.scalb(1.0, exponent - 3);
    return StrictMath.rint(value / step) * step;
  }
}
