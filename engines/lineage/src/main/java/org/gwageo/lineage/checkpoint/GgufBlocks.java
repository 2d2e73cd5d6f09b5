package org.gwageo.lineage.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The quantised blocks of the GGUF format. A block is a fixed number of elements with the scales
 * they share; the layouts are those of the ggml library's {@code block_q*} structures, and the
 * products are formed in the order of its reference decoder, in single precision.
 */
final class GgufBlocks {

  /** Blocks copied from the file at a time. */
  private static final int RUN = 32;

  /** The levels of IQ4_NL and IQ4_XS. */
  private static final int[] UNEVEN = {
    -127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113
  };

  /** Twice the values of E2M1. */
  private static final int[] E2M1_DOUBLED = {
    0, 1, 2, 3, 4, 6, 8, 12, 0, -1, -2, -3, -4, -6, -8, -12
  };

  private static final int[] POWERS_OF_3 = {1, 3, 9, 27, 81};

  private GgufBlocks() {}

  /** Decodes a range of elements; blocks that it only touches are decoded whole and cut. */
  static void decode(
      ElementType type, MemorySegment bytes, long from, float[] to, int at, int count) {
    int elements = type.blockElements();
    int size = type.blockBytes();
    long first = from / elements;
    long end = Math.ceilDiv(from + count, (long) elements);
    var run = new byte[(int) Math.min(RUN, Math.max(0, end - first)) * size];
    var cut = new float[elements];
    for (long block = first; block < end; block += RUN) {
      int blocks = (int) Math.min(RUN, end - block);
      MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, block * size, run, 0, blocks * size);
      for (int b = 0; b < blocks; b++) {
        long start = (block + b) * elements - from;
        if (start >= 0 && start + elements <= count) {
          block(type, run, b * size, to, at + (int) start);
        } else {
          block(type, run, b * size, cut, 0);
          int skip = (int) Math.max(0, -start);
          int wanted = (int) Math.min(elements, count - start) - skip;
          System.arraycopy(cut, skip, to, at + (int) (start + skip), wanted);
        }
      }
    }
  }

  private static void block(ElementType type, byte[] b, int o, float[] y, int at) {
    switch (type) {
      case Q4_0 -> q40(b, o, y, at);
      case Q4_1 -> q41(b, o, y, at);
      case Q5_0 -> q50(b, o, y, at);
      case Q5_1 -> q51(b, o, y, at);
      case Q8_0 -> q8(half(b, o), b, o + 2, 32, y, at);
      case Q8_1 -> q8(half(b, o), b, o + 4, 32, y, at);
      case Q8_K -> q8(Float.intBitsToFloat(word(b, o)), b, o + 4, 256, y, at);
      case Q2_K -> q2k(b, o, y, at);
      case Q3_K -> q3k(b, o, y, at);
      case Q4_K -> q4k(b, o, y, at);
      case Q5_K -> q5k(b, o, y, at);
      case Q6_K -> q6k(b, o, y, at);
      case IQ4_NL -> uneven(half(b, o), b, o + 2, y, at);
      case IQ4_XS -> iq4xs(b, o, y, at);
      case TQ1_0 -> tq1(b, o, y, at);
      case TQ2_0 -> tq2(b, o, y, at);
      case MXFP4 -> mxfp4(b, o, y, at);
      case IQ1_S, IQ1_M, IQ2_XXS, IQ2_XS, IQ2_S, IQ3_XXS, IQ3_S ->
          CodeBookBlocks.block(type, b, o, y, at);
      default -> throw new IllegalArgumentException(type + " has no blocks");
    }
  }

  private static void q40(byte[] b, int o, float[] y, int at) {
    float d = half(b, o);
    for (int j = 0; j < 16; j++) {
      int q = b[o + 2 + j];
      y[at + j] = ((q & 15) - 8) * d;
      y[at + 16 + j] = ((q >> 4 & 15) - 8) * d;
    }
  }

  private static void q41(byte[] b, int o, float[] y, int at) {
    float d = half(b, o);
    float m = half(b, o + 2);
    for (int j = 0; j < 16; j++) {
      int q = b[o + 4 + j];
      y[at + j] = (q & 15) * d + m;
      y[at + 16 + j] = (q >> 4 & 15) * d + m;
    }
  }

  private static void q50(byte[] b, int o, float[] y, int at) {
    float d = half(b, o);
    int high = word(b, o + 2);
    for (int j = 0; j < 16; j++) {
      int q = b[o + 6 + j];
      y[at + j] = (((q & 15) | (high >>> j & 1) << 4) - 16) * d;
      y[at + 16 + j] = (((q >> 4 & 15) | (high >>> (j + 16) & 1) << 4) - 16) * d;
    }
  }

  private static void q51(byte[] b, int o, float[] y, int at) {
    float d = half(b, o);
    float m = half(b, o + 2);
    int high = word(b, o + 4);
    for (int j = 0; j < 16; j++) {
      int q = b[o + 8 + j];
      y[at + j] = ((q & 15) | (high >>> j & 1) << 4) * d + m;
      y[at + 16 + j] = ((q >> 4 & 15) | (high >>> (j + 16) & 1) << 4) * d + m;
    }
  }

  private static void q8(float d, byte[] b, int o, int count, float[] y, int at) {
    for (int j = 0; j < count; j++) {
      y[at + j] = b[o + j] * d;
    }
  }

  private static void q2k(byte[] b, int o, float[] y, int at) {
    float d = half(b, o + 80);
    float min = half(b, o + 82);
    for (int group = 0; group < 16; group++) {
      int scale = b[o + group];
      float dl = d * (scale & 15);
      float ml = min * (scale >> 4 & 15);
      int q = o + 16 + (group >> 3) * 32 + (group & 1) * 16;
      int shift = (group & 7) >> 1 << 1;
      for (int l = 0; l < 16; l++) {
        y[at + group * 16 + l] = dl * (b[q + l] >> shift & 3) - ml;
      }
    }
  }

  private static void q3k(byte[] b, int o, float[] y, int at) {
    float d = half(b, o + 108);
    int scales = o + 96;
    for (int group = 0; group < 16; group++) {
      int low = group < 8 ? b[scales + group] & 15 : b[scales + group - 8] >> 4 & 15;
      int high = b[scales + 8 + (group & 3)] >> (group >> 2 << 1) & 3;
      float dl = d * ((low | high << 4) - 32);
      int mask = o + (group & 1) * 16;
      int q = o + 32 + (group >> 3) * 32 + (group & 1) * 16;
      int shift = (group & 7) >> 1 << 1;
      int bit = group >> 1;
      for (int l = 0; l < 16; l++) {
        int above = (b[mask + l] >> bit & 1) == 0 ? 4 : 0;
        y[at + group * 16 + l] = dl * ((b[q + l] >> shift & 3) - above);
      }
    }
  }

  private static void q4k(byte[] b, int o, float[] y, int at) {
    float d = half(b, o);
    float min = half(b, o + 2);
    for (int group = 0; group < 8; group++) {
      float dl = d * scale(b, o + 4, group);
      float ml = min * minimum(b, o + 4, group);
      int q = o + 16 + (group >> 1) * 32;
      int shift = (group & 1) << 2;
      for (int l = 0; l < 32; l++) {
        y[at + group * 32 + l] = dl * (b[q + l] >> shift & 15) - ml;
      }
    }
  }

  private static void q5k(byte[] b, int o, float[] y, int at) {
    float d = half(b, o);
    float min = half(b, o + 2);
    for (int group = 0; group < 8; group++) {
      float dl = d * scale(b, o + 4, group);
      float ml = min * minimum(b, o + 4, group);
      int q = o + 48 + (group >> 1) * 32;
      int shift = (group & 1) << 2;
      for (int l = 0; l < 32; l++) {
        int high = b[o + 16 + l] >> group & 1;
        y[at + group * 32 + l] = dl * ((b[q + l] >> shift & 15) | high << 4) - ml;
      }
    }
  }

  /** The 6 bits of a scale of Q4_K and Q5_K: the first four whole, the others in two pieces. */
  private static int scale(byte[] b, int o, int group) {
    return group < 4
        ? b[o + group] & 63
        : (b[o + group + 4] & 15) | (b[o + group - 4] >> 6 & 3) << 4;
  }

  private static int minimum(byte[] b, int o, int group) {
    return group < 4
        ? b[o + group + 4] & 63
        : (b[o + group + 4] >> 4 & 15) | (b[o + group] >> 6 & 3) << 4;
  }

  private static void q6k(byte[] b, int o, float[] y, int at) {
    float d = half(b, o + 208);
    for (int group = 0; group < 16; group++) {
      float dl = d * b[o + 192 + group];
      int part = group >> 3;
      int quarter = (group & 7) >> 1;
      int low = o + part * 64 + (quarter & 1) * 32 + (group & 1) * 16;
      int high = o + 128 + part * 32 + (group & 1) * 16;
      int shift = quarter >> 1 << 2;
      for (int l = 0; l < 16; l++) {
        int q = (b[low + l] >> shift & 15) | (b[high + l] >> (quarter << 1) & 3) << 4;
        y[at + group * 16 + l] = dl * (q - 32);
      }
    }
  }

  private static void uneven(float d, byte[] b, int o, float[] y, int at) {
    for (int j = 0; j < 16; j++) {
      y[at + j] = d * UNEVEN[b[o + j] & 15];
      y[at + 16 + j] = d * UNEVEN[b[o + j] >> 4 & 15];
    }
  }

  private static void iq4xs(byte[] b, int o, float[] y, int at) {
    float d = half(b, o);
    int high = (b[o + 2] & 255) | (b[o + 3] & 255) << 8;
    for (int group = 0; group < 8; group++) {
      int low = b[o + 4 + (group >> 1)] >> ((group & 1) << 2) & 15;
      float dl = d * ((low | (high >> (2 * group) & 3) << 4) - 32);
      uneven(dl, b, o + 8 + group * 16, y, at + group * 32);
    }
  }

  private static void tq1(byte[] b, int o, float[] y, int at) {
    float d = half(b, o + 52);
    int next = at;
    for (int width : new int[] {32, 16}) {
      int start = width == 32 ? o : o + 32;
      for (int power : POWERS_OF_3) {
        for (int m = 0; m < width; m++) {
          y[next++] = digit(b[start + m], power) * d;
        }
      }
    }
    for (int n = 0; n < 4; n++) {
      for (int j = 0; j < 4; j++) {
        y[next++] = digit(b[o + 48 + j], POWERS_OF_3[n]) * d;
      }
    }
  }

  /** The next base-3 digit of a fixed-point fraction, less one. */
  private static int digit(byte code, int power) {
    return (((code * power & 255) * 3) >> 8) - 1;
  }

  private static void tq2(byte[] b, int o, float[] y, int at) {
    float d = half(b, o + 64);
    for (int group = 0; group < 8; group++) {
      int q = o + (group >> 2) * 32;
      int shift = (group & 3) << 1;
      for (int m = 0; m < 32; m++) {
        y[at + group * 32 + m] = ((b[q + m] >> shift & 3) - 1) * d;
      }
    }
  }

  private static void mxfp4(byte[] b, int o, float[] y, int at) {
    float d = Math.scalb(1f, (b[o] & 255) - 128);
    for (int j = 0; j < 16; j++) {
      y[at + j] = d * E2M1_DOUBLED[b[o + 1 + j] & 15];
      y[at + 16 + j] = d * E2M1_DOUBLED[b[o + 1 + j] >> 4 & 15];
    }
  }

  static float half(byte[] b, int o) {
    return Float.float16ToFloat((short) ((b[o] & 255) | b[o + 1] << 8));
  }

  static int word(byte[] b, int o) {
    return (b[o] & 255) | (b[o + 1] & 255) << 8 | (b[o + 2] & 255) << 16 | b[o + 3] << 24;
  }
}
