package org.gwageo.lineage.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Turns stored elements into floats. Runs are first copied into small arrays, because loops over
 * arrays become vector instructions and loops over mapped memory do not.
 */
final class Codes {

  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Whether the machine was started with the vector module; the numbers are the same without. */
  private static final boolean VECTORS =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

  /** Elements copied at a time: with their floats they fit the first-level cache. */
  private static final int RUN = 2048;

  private static final float[] E5M2 = new float[256];
  private static final float[] E4M3 = new float[256];
  private static final float[] E8M0 = new float[256];

  /** E2M1 of the OCP microscaling formats 1.0, section 5.3.3, by code. */
  private static final float[] E2M1 = {
    0, 0.5f, 1, 1.5f, 2, 3, 4, 6, -0f, -0.5f, -1, -1.5f, -2, -3, -4, -6
  };

  /** Dettmers et al., "QLoRA", 2023, appendix E. */
  private static final float[] NORMAL_FLOAT = {
    -1.0f,
    -0.6961928f,
    -0.52507305f,
    -0.3949175f,
    -0.28444138f,
    -0.18477343f,
    -0.091050036f,
    0.0f,
    0.0795803f,
    0.1609302f,
    0.2461123f,
    0.33791524f,
    0.44070983f,
    0.562617f,
    0.72295684f,
    1.0f
  };

  static {
    for (int code = 0; code < 256; code++) {
      E5M2[code] = Float.float16ToFloat((short) (code << 8));
      E4M3[code] = e4m3(code);
      E8M0[code] = code == 255 ? Float.NaN : Math.scalb(1f, code - 127);
    }
  }

  private Codes() {}

  /**
   * Decodes {@code count} elements of {@code bytes} from element {@code from} on into {@code to}
   * from {@code at} on; values that no float holds are rounded to the nearest float.
   */
  static void decode(
      ElementType type, MemorySegment bytes, long from, float[] to, int at, int count) {
    switch (type) {
      case F32 -> MemorySegment.copy(bytes, FLOAT, from * 4, to, at, count);
      case BF16, F16, I16, U16 -> shorts(type, bytes, from, to, at, count);
      case U8, I8, BOOL, F8_E5M2, F8_E4M3, F8_E8M0 -> bytes(type, bytes, from, to, at, count);
      case U4, I4, F4, NF4 -> nibbles(type, bytes, from, to, at, count);
      case I32, U32, F64, I64, U64 -> {
        for (int i = 0; i < count; i++) {
          to[at + i] = wide(type, bytes, from + i);
        }
      }
      case Q4_0, Q4_1, Q5_0, Q5_1, Q8_0, Q8_1, Q2_K, Q3_K, Q4_K, Q5_K, Q6_K, Q8_K ->
          GgufBlocks.decode(type, bytes, from, to, at, count);
      case IQ4_NL, IQ4_XS, TQ1_0, TQ2_0, MXFP4 ->
          GgufBlocks.decode(type, bytes, from, to, at, count);
      case IQ1_S, IQ1_M, IQ2_XXS, IQ2_XS, IQ2_S, IQ3_XXS, IQ3_S ->
          GgufBlocks.decode(type, bytes, from, to, at, count);
    }
  }

  /** Returns element {@code index} of a tensor of integers without a float's rounding. */
  static long integer(ElementType type, MemorySegment bytes, long index) {
    return switch (type) {
      case BOOL, I8 -> bytes.get(ValueLayout.JAVA_BYTE, index);
      case U8 -> Byte.toUnsignedLong(bytes.get(ValueLayout.JAVA_BYTE, index));
      case I16 -> bytes.get(SHORT, index * 2);
      case U16 -> Short.toUnsignedLong(bytes.get(SHORT, index * 2));
      case I32 -> bytes.get(INT, index * 4);
      case U32 -> Integer.toUnsignedLong(bytes.get(INT, index * 4));
      case I64, U64 -> bytes.get(LONG, index * 8);
      case U4, I4, F4, NF4, F8_E5M2, F8_E4M3, F8_E8M0, F16, BF16, F32, F64 ->
          throw new IllegalArgumentException(type + " is no integer of whole bytes");
      case Q4_0, Q4_1, Q5_0, Q5_1, Q8_0, Q8_1, Q2_K, Q3_K, Q4_K, Q5_K, Q6_K, Q8_K ->
          throw new IllegalArgumentException(type + " is no integer of whole bytes");
      case IQ4_NL, IQ4_XS, TQ1_0, TQ2_0, MXFP4 ->
          throw new IllegalArgumentException(type + " is no integer of whole bytes");
      case IQ1_S, IQ1_M, IQ2_XXS, IQ2_XS, IQ2_S, IQ3_XXS, IQ3_S ->
          throw new IllegalArgumentException(type + " is no integer of whole bytes");
    };
  }

  private static void shorts(
      ElementType type, MemorySegment bytes, long from, float[] to, int at, int count) {
    int done = 0;
    if (type == ElementType.BF16 && VECTORS && count >= 64) {
      done = UpperHalves.decode(bytes, from, to, at, count);
    }
    var run = new short[Math.min(count - done, RUN)];
    for (; done < count; done += run.length) {
      int length = Math.min(run.length, count - done);
      MemorySegment.copy(bytes, SHORT, (from + done) * 2, run, 0, length);
      widen(type, run, length, to, at + done);
    }
  }

  private static void widen(ElementType type, short[] run, int length, float[] to, int at) {
    if (type == ElementType.BF16) {
      for (int i = 0; i < length; i++) {
        to[at + i] = Float.intBitsToFloat(run[i] << 16);
      }
    } else if (type == ElementType.F16) {
      for (int i = 0; i < length; i++) {
        to[at + i] = Float.float16ToFloat(run[i]);
      }
    } else {
      int mask = type == ElementType.U16 ? 0xffff : -1;
      for (int i = 0; i < length; i++) {
        to[at + i] = run[i] & mask;
      }
    }
  }

  private static void bytes(
      ElementType type, MemorySegment bytes, long from, float[] to, int at, int count) {
    var run = new byte[Math.min(count, RUN)];
    for (int done = 0; done < count; done += run.length) {
      int length = Math.min(run.length, count - done);
      MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, from + done, run, 0, length);
      int start = at + done;
      switch (type) {
        case I8 -> {
          for (int i = 0; i < length; i++) {
            to[start + i] = run[i];
          }
        }
        case U8 -> {
          for (int i = 0; i < length; i++) {
            to[start + i] = run[i] & 0xff;
          }
        }
        case BOOL -> {
          for (int i = 0; i < length; i++) {
            to[start + i] = run[i] == 0 ? 0 : 1;
          }
        }
        default -> {
          float[] values =
              type == ElementType.F8_E4M3 ? E4M3 : type == ElementType.F8_E5M2 ? E5M2 : E8M0;
          for (int i = 0; i < length; i++) {
            to[start + i] = values[run[i] & 0xff];
          }
        }
      }
    }
  }

  private static void nibbles(
      ElementType type, MemorySegment bytes, long from, float[] to, int at, int count) {
    var run = new byte[Math.min(count / 2 + 1, RUN)];
    int flip = type == ElementType.NF4 ? 1 : 0;
    int done = 0;
    while (done < count) {
      long first = (from + done) / 2;
      int odd = (int) ((from + done) & 1);
      int length = Math.min(2 * run.length - odd, count - done);
      MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, first, run, 0, (length + odd + 1) / 2);
      for (int i = 0; i < length; i++) {
        int code = run[(i + odd) >> 1] >> ((((i + odd) & 1) ^ flip) << 2) & 15;
        to[at + done + i] = nibble(type, code);
      }
      done += length;
    }
  }

  private static float nibble(ElementType type, int code) {
    if (type == ElementType.U4) {
      return code;
    }
    if (type == ElementType.I4) {
      return (code ^ 8) - 8;
    }
    return type == ElementType.F4 ? E2M1[code] : NORMAL_FLOAT[code];
  }

  private static float wide(ElementType type, MemorySegment bytes, long index) {
    return switch (type) {
      case I32 -> bytes.get(INT, index * 4);
      case U32 -> Integer.toUnsignedLong(bytes.get(INT, index * 4));
      case F64 -> (float) bytes.get(DOUBLE, index * 8);
      case I64 -> bytes.get(LONG, index * 8);
      default -> unsigned(bytes.get(LONG, index * 8));
    };
  }

  /**
   * Micikevicius et al., "FP8 formats for deep learning", 2022, table 1: bias 7, S.1111.111 NaN.
   */
  private static float e4m3(int code) {
    int exponent = (code >> 3) & 15;
    int mantissa = code & 7;
    float magnitude;
    if (exponent == 15 && mantissa == 7) {
      magnitude = Float.NaN;
    } else if (exponent == 0) {
      magnitude = Math.scalb((float) mantissa, -9);
    } else {
      magnitude = Math.scalb(1 + mantissa / 8f, exponent - 7);
    }
    return code >= 128 ? -magnitude : magnitude;
  }

  private static float unsigned(long value) {
    return value >= 0 ? value : (float) (((value >>> 1) | (value & 1)) * 2.0);
  }
}
