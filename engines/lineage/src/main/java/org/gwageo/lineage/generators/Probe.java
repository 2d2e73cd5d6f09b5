package org.gwageo.lineage.generators;

import java.util.Arrays;
import org.gwageo.lineage.checkpoint.StoredTensor;
import org.gwageo.lineage.numerics.Sums;

/**
 * The first elements of a stored tensor. Elements beyond {@value #CUT} medians of their absolute
 * values are cut off there: any fixed numbers may be compared with drawn ones, and outliers of
 * training only hide the rest.
 */
public final class Probe {

  /** Fewest elements. */
  public static final int FEWEST = 4096;

  /** Most elements. */
  public static final int MOST = CudaDraws.ELEMENTS;

  private static final double CUT = 4.5;

  private final String tensor;
  private final float[] values;

  private Probe(String tensor, float[] values) {
    this.tensor = tensor;
    this.values = values;
  }

  /**
   * Takes the beginning of a tensor.
   *
   * @throws IllegalArgumentException if it has fewer than {@value #FEWEST} elements
   */
  public static Probe of(StoredTensor tensor) {
    int count = (int) Math.min(MOST, tensor.elements()) / CpuDraws.GROUP * CpuDraws.GROUP;
    if (count < FEWEST) {
      throw new IllegalArgumentException(
          "a probe has at least %d elements, not %d".formatted(FEWEST, count));
    }
    float[] values = tensor.toFloats(0, count);
    float most = most(values);
    for (int i = 0; i < count; i++) {
      values[i] = Math.max(-most, Math.min(most, values[i]));
    }
    return new Probe(tensor.name(), values);
  }

  /** Where half of the elements are zero there is no scale to cut at. */
  private static float most(float[] values) {
    var sizes = new float[values.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.abs(values[i]);
    }
    Arrays.sort(sizes);
    float median = sizes[sizes.length / 2];
    return median > 0 ? (float) (CUT * median) : Float.MAX_VALUE;
  }

  /** Returns the tensor's name in the file. */
  public String tensor() {
    return tensor;
  }

  /** Returns the elements, which nobody may change. */
  public float[] values() {
    return values;
  }

  /** Whether the elements are finite and not all zero. */
  public boolean speaks() {
    double squares = squares(values.length);
    return squares > 0 && Double.isFinite(squares);
  }

  double squares(int count) {
    return Sums.squares(values, 0, count);
  }
}
