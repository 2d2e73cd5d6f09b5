package org.gwageo.lineage.generators;

import org.gwageo.lineage.statistics.LogTails;

/** A way of drawing first weights that can be repeated from a seed and a place alone. */
public enum Generator {

  /** PyTorch's normal numbers of a processor: MT19937 and Box and Muller's method on sixteens. */
  TORCH_CPU_NORMAL("torch-cpu-normal", true),

  /** PyTorch's uniform numbers of a processor, from which linear layers are drawn by default. */
  TORCH_CPU_UNIFORM("torch-cpu-uniform", false),

  /** PyTorch's normal numbers of a graphics card: Philox4x32-10 with a stream per thread. */
  TORCH_CUDA_NORMAL("torch-cuda-normal", true),

  /** PyTorch's uniform numbers of a graphics card. */
  TORCH_CUDA_UNIFORM("torch-cuda-uniform", false);

  /** Half the width of a uniform law of variance 1. */
  static final double HALF_WIDTH = Math.sqrt(3);

  private final String identifier;
  private final boolean normal;

  Generator(String identifier, boolean normal) {
    this.identifier = identifier;
    this.normal = normal;
  }

  /** Returns the name in reports. */
  public String identifier() {
    return identifier;
  }

  /**
   * Returns log10 of a bound of P(Σ wᵢ xᵢ / |w| ≥ z) for fixed w: the normal tail, which is exact,
   * or for uniform numbers Hoeffding's exp(-z²/6) (J. Amer. Statist. Assoc. 58, 1963, theorem 2).
   */
  double log10Tail(double z) {
    if (normal) {
      return LogTails.normal(z);
    }
    return z <= 0 ? 0 : -z * z / (2 * HALF_WIDTH * HALF_WIDTH) / StrictMath.log(10);
  }
}
