package org.gwageo.lineage.checkpoint;

import java.util.Arrays;
import java.util.Optional;

/**
 * How the elements of a tensor are stored, always little-endian. Three kinds: elements of whole
 * bytes, elements of four bits packed two to a byte, and the blocks of the GGUF format, in which a
 * fixed number of elements shares scales that lie between them.
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
  U64(8),
  /** Unsigned 4-bit integer, the lower half of a byte first. */
  U4(2, 1),
  /** Signed 4-bit integer, the lower half of a byte first. */
  I4(2, 1),
  /** Float of 4 bits: 2 of exponent, 1 of mantissa; the lower half of a byte first. */
  F4(2, 1),
  /** Index into the 16 levels of NormalFloat4, the upper half of a byte first. */
  NF4(2, 1),
  /** GGUF: 32 elements of 4 bits around 8, one scale. */
  Q4_0(32, 18),
  /** GGUF: 32 elements of 4 bits, scale and minimum. */
  Q4_1(32, 20),
  /** GGUF: 32 elements of 5 bits around 16, one scale. */
  Q5_0(32, 22),
  /** GGUF: 32 elements of 5 bits, scale and minimum. */
  Q5_1(32, 24),
  /** GGUF: 32 elements of 8 bits, one scale. */
  Q8_0(32, 34),
  /** GGUF: 32 elements of 8 bits, one scale and a sum. */
  Q8_1(32, 36),
  /** GGUF: 256 elements of 2 bits, 16 scales and minima of 4 bits. */
  Q2_K(256, 84),
  /** GGUF: 256 elements of 3 bits, 16 scales of 6 bits. */
  Q3_K(256, 110),
  /** GGUF: 256 elements of 4 bits, 8 scales and minima of 6 bits. */
  Q4_K(256, 144),
  /** GGUF: 256 elements of 5 bits, 8 scales and minima of 6 bits. */
  Q5_K(256, 176),
  /** GGUF: 256 elements of 6 bits, 16 scales of 8 bits. */
  Q6_K(256, 210),
  /** GGUF: 256 elements of 8 bits, one scale and 16 sums. */
  Q8_K(256, 292),
  /** GGUF: 32 elements as indices into 16 uneven levels, one scale. */
  IQ4_NL(32, 18),
  /** GGUF: 256 elements as indices into 16 uneven levels, 8 scales of 6 bits. */
  IQ4_XS(256, 136),
  /** GGUF: 256 elements of -1, 0 or 1, five to a byte, one scale. */
  TQ1_0(256, 54),
  /** GGUF: 256 elements of -1, 0 or 1, four to a byte, one scale. */
  TQ2_0(256, 66),
  /** GGUF: 32 elements of {@link #F4}, one scale of {@link #F8_E8M0}. */
  MXFP4(32, 17),
  /** GGUF: 256 elements by eights from a book of 2,048 codes, 8 scales of 3 bits. */
  IQ1_S(256, 50),
  /** GGUF: 256 elements by eights from a book of 2,048 codes, 16 scales of 3 bits. */
  IQ1_M(256, 56),
  /** GGUF: 256 elements by eights from a book of 256 codes with signs, 8 scales of 4 bits. */
  IQ2_XXS(256, 66),
  /** GGUF: 256 elements by eights from a book of 512 codes with signs, 16 scales of 4 bits. */
  IQ2_XS(256, 74),
  /** GGUF: 256 elements by eights from a book of 1,024 codes with signs, 16 scales of 4 bits. */
  IQ2_S(256, 82),
  /** GGUF: 256 elements by fours from a book of 256 codes with signs, 8 scales of 4 bits. */
  IQ3_XXS(256, 98),
  /** GGUF: 256 elements by fours from a book of 512 codes with signs, 8 scales of 4 bits. */
  IQ3_S(256, 110);

  private final int blockElements;
  private final int blockBytes;

  ElementType(int bytes) {
    this(1, bytes);
  }

  ElementType(int blockElements, int blockBytes) {
    this.blockElements = blockElements;
    this.blockBytes = blockBytes;
  }

  /**
   * Returns the width of one element in bytes, or 0 if an element has no whole bytes of its own.
   */
  public int bytes() {
    return blockElements == 1 ? blockBytes : 0;
  }

  /** Returns how many elements lie together in one block: 1, 2, 32 or 256. */
  public int blockElements() {
    return blockElements;
  }

  /** Returns the length of one block in bytes. */
  public int blockBytes() {
    return blockBytes;
  }

  /**
   * Returns how many bytes {@code elements} elements take; the last block is whole.
   *
   * @throws ArithmeticException if it is more than 2^63
   */
  public long size(long elements) {
    return Math.multiplyExact(Math.ceilDiv(elements, (long) blockElements), (long) blockBytes);
  }

  /**
   * Returns whether the elements are floating-point numbers, or blocks that stand for such numbers.
   */
  public boolean floating() {
    return switch (this) {
      case F8_E5M2, F8_E4M3, F8_E8M0, F16, BF16, F32, F64, F4, NF4 -> true;
      case BOOL, U8, I8, I16, U16, I32, U32, I64, U64, U4, I4 -> false;
      case Q4_0, Q4_1, Q5_0, Q5_1, Q8_0, Q8_1, Q2_K, Q3_K, Q4_K, Q5_K, Q6_K, Q8_K -> true;
      case IQ4_NL, IQ4_XS, TQ1_0, TQ2_0, MXFP4 -> true;
      case IQ1_S, IQ1_M, IQ2_XXS, IQ2_XS, IQ2_S, IQ3_XXS, IQ3_S -> true;
    };
  }

  /** Returns the types that the safetensors format knows under these names. */
  static ElementType[] ofSafetensors() {
    return Arrays.stream(values()).filter(type -> type.bytes() > 0).toArray(ElementType[]::new);
  }

  /** Returns the type that the safetensors format calls {@code name}, if there is one. */
  public static Optional<ElementType> named(String name) {
    return Arrays.stream(ofSafetensors()).filter(type -> type.name().equals(name)).findFirst();
  }
}
