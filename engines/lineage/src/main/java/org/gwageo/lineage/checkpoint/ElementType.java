package org.gwageo.lineage.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * How one element of a tensor is stored: the type names of the safetensors format, all of them
 * little-endian and a whole number of bytes wide.
 */
public enum ElementType {
  /** One byte, zero for false. */
  BOOL(1),
  /** Unsigned 8-bit integer. */
  U8(1),
  /** Signed 8-bit integer. */
  I8(1),
  /** Float of 8 bits: 5 of exponent, 2 of mantissa, with infinities. */
  F8_E5M2(1),
  /** Float of 8 bits: 4 of exponent, 3 of mantissa, without infinities. */
  F8_E4M3(1),
  /** A power of two from 2^-127 to 2^127, used as the scale of a block. */
  F8_E8M0(1),
  /** Signed 16-bit integer. */
  I16(2),
  /** Unsigned 16-bit integer. */
  U16(2),
  /** IEEE 754 binary16. */
  F16(2),
  /** The upper half of an IEEE 754 binary32. */
  BF16(2),
  /** Signed 32-bit integer. */
  I32(4),
  /** Unsigned 32-bit integer. */
  U32(4),
  /** IEEE 754 binary32. */
  F32(4),
  /** IEEE 754 binary64. */
  F64(8),
  /** Signed 64-bit integer. */
  I64(8),
  /** Unsigned 64-bit integer. */
  U64(8);

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

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /** Returns the width of one element in bytes. */
  public int bytes() {
    return bytes;
  }

  /** Returns whether the elements are floating-point numbers. */
  public boolean floating() {
    return switch (this) {
      case F8_E5M2, F8_E4M3, F8_E8M0, F16, BF16, F32, F64 -> true;
      case BOOL, U8, I8, I16, U16, I32, U32, I64, U64 -> false;
    };
  }

  /** Returns the type that the format calls {@code name}, if there is one. */
  public static Optional<ElementType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }

  /**
   * Decodes {@code to.length} elements of {@code bytes} from element {@code from} on; values that
   * no float holds are rounded to the nearest float.
   */
  void decode(MemorySegment bytes, long from, float[] to) {
    switch (this) {
      case F32 -> MemorySegment.copy(bytes, FLOAT, from * 4, to, 0, to.length);
      case BF16 -> {
        for (int i = 0; i < to.length; i++) {
          to[i] = Float.intBitsToFloat(bytes.get(SHORT, (from + i) * 2) << 16);
        }
      }
      case F16 -> {
        for (int i = 0; i < to.length; i++) {
          to[i] = Float.float16ToFloat(bytes.get(SHORT, (from + i) * 2));
        }
      }
      case BOOL, U8, I8, F8_E5M2, F8_E4M3, F8_E8M0, I16, U16, I32, U32, F64, I64, U64 -> {
        for (int i = 0; i < to.length; i++) {
          to[i] = decodeOne(bytes, from + i);
        }
      }
    }
  }

  private float decodeOne(MemorySegment bytes, long index) {
    long offset = index * this.bytes;
    return switch (this) {
      case BOOL -> bytes.get(ValueLayout.JAVA_BYTE, offset) == 0 ? 0 : 1;
      case U8 -> Byte.toUnsignedInt(bytes.get(ValueLayout.JAVA_BYTE, offset));
      case I8 -> bytes.get(ValueLayout.JAVA_BYTE, offset);
      case F8_E5M2 -> Float.float16ToFloat((short) (bytes.get(ValueLayout.JAVA_BYTE, offset) << 8));
      case F8_E4M3 -> e4m3(bytes.get(ValueLayout.JAVA_BYTE, offset));
      case F8_E8M0 -> e8m0(bytes.get(ValueLayout.JAVA_BYTE, offset));
      case I16 -> bytes.get(SHORT, offset);
      case U16 -> Short.toUnsignedInt(bytes.get(SHORT, offset));
      case F16 -> Float.float16ToFloat(bytes.get(SHORT, offset));
      case BF16 -> Float.intBitsToFloat(bytes.get(SHORT, offset) << 16);
      case I32 -> bytes.get(INT, offset);
      case U32 -> Integer.toUnsignedLong(bytes.get(INT, offset));
      case F32 -> bytes.get(FLOAT, offset);
      case F64 -> (float) bytes.get(DOUBLE, offset);
      case I64 -> bytes.get(LONG, offset);
      case U64 -> unsigned(bytes.get(LONG, offset));
    };
  }

  /**
   * Micikevicius et al., "FP8 formats for deep learning", 2022, table 1: bias 7, S.1111.111 NaN.
   */
  private static float e4m3(byte code) {
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
    return code < 0 ? -magnitude : magnitude;
  }

  private static float e8m0(byte code) {
    int exponent = Byte.toUnsignedInt(code);
    return exponent == 255 ? Float.NaN : Math.scalb(1f, exponent - 127);
  }

  private static float unsigned(long value) {
    return value >= 0 ? value : (float) (((value >>> 1) | (value & 1)) * 2.0);
  }
}
