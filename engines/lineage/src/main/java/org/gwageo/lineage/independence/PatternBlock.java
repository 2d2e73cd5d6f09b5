package org.gwageo.lineage.independence;

import org.gwageo.lineage.anatomy.Part;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.checkpoint.ElementType;

/**
 * A sample of a tensor's bit patterns, stored channel by channel so that exchanging channels moves
 * whole runs: element (c, i) is at {@code c * width + i}. The bits are those of the coarser of the
 * two models' types.
 */
final class PatternBlock {

  /** At most so many elements of a tensor are sampled. */
  static final int SAMPLE = 1 << 18;

  private final int[] patterns;
  private final int channels;
  private final int width;

  private PatternBlock(int[] patterns, int channels, int width) {
    this.patterns = patterns;
    this.channels = channels;
    this.width = width;
  }

  /** Samples {@code tensor} in the precision that it shares with a tensor of type {@code other}. */
  static PatternBlock sample(Place place, Part tensor, ElementType other) {
    int channelAxis = place.role().channelAxis().orElse(0);
    int outer = Math.toIntExact(tensor.shape().getFirst());
    int inner = Math.toIntExact(outer == 0 ? 0 : tensor.elements() / outer);
    var precision = Precision.shared(tensor.type(), other);
    if (channelAxis == 0) {
      int width = Math.clamp(SAMPLE / Math.max(1, outer), 1, inner);
      int start = (inner - width) / 2;
      var patterns = new int[outer * width];
      for (int c = 0; c < outer; c++) {
        float[] run = tensor.toFloats((long) c * inner + start, width);
        for (int i = 0; i < width; i++) {
          patterns[c * width + i] = precision.bits(run[i]);
        }
      }
      return new PatternBlock(patterns, outer, width);
    }
    int width = Math.clamp(SAMPLE / Math.max(1, inner), 1, outer);
    var patterns = new int[inner * width];
    for (int i = 0; i < width; i++) {
      long row = (long) i * outer / width;
      float[] run = tensor.toFloats(row * inner, inner);
      for (int c = 0; c < inner; c++) {
        patterns[c * width + i] = precision.bits(run[c]);
      }
    }
    return new PatternBlock(patterns, inner, width);
  }

  /** Returns whether a sample reads so much of a tensor that one may as well read all of it. */
  static boolean samplesMost(Place place, Part tensor) {
    long spread = place.role().channelAxis().orElse(0) == 0 ? 16 : 2;
    return tensor.elements() <= spread * SAMPLE;
  }

  /** Returns the length of the exchangeable axis. */
  int channels() {
    return channels;
  }

  /** Returns how many elements were sampled. */
  int elements() {
    return patterns.length;
  }

  /** Returns whether all sampled patterns are one and the same. */
  boolean constant() {
    for (int pattern : patterns) {
      if (pattern != patterns[0]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns how many elements equal those of {@code other} when its channel order is {@code order}.
   */
  int equal(PatternBlock other, int[] order) {
    int equal = 0;
    for (int c = 0; c < channels; c++) {
      equal += equalRun(patterns, order[c] * width, other.patterns, c * width, width);
    }
    return equal;
  }

  private static int equalRun(int[] a, int fromA, int[] b, int fromB, int length) {
    int equal = 0;
    for (int i = 0; i < length; i++) {
      equal += a[fromA + i] == b[fromB + i] ? 1 : 0;
    }
    return equal;
  }

  /** The precision in which two models' elements can be equal. */
  private enum Precision {
    SINGLE,
    HALF,
    BRAIN;

    static Precision shared(ElementType a, ElementType b) {
      if (a.bytes() >= 4 && b.bytes() >= 4) {
        return SINGLE;
      }
      boolean half =
          (a == ElementType.F16 || a.bytes() >= 4) && (b == ElementType.F16 || b.bytes() >= 4);
      return half ? HALF : BRAIN;
    }

    int bits(float value) {
      return switch (this) {
        case SINGLE -> Float.floatToRawIntBits(value);
        case HALF -> Float.floatToFloat16(value);
        case BRAIN -> {
          int bits = Float.floatToRawIntBits(value);
          yield (bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16;
        }
      };
    }
  }
}
