package org.gwageo.lineage.checkpoint;

import static org.gwageo.lineage.checkpoint.GgufBlocks.half;
import static org.gwageo.lineage.checkpoint.GgufBlocks.word;

/**
 * The blocks of the GGUF format whose elements are looked up in a {@link CodeBook}, several at a
 * time: 256 elements of about 1.6 to 3.4 bits. Layouts and the order of products are those of the
 * ggml library's {@code block_iq*} structures and its reference decoder.
 */
final class CodeBookBlocks {

  private static final float SHIFT = 0.125f;

  private CodeBookBlocks() {}

  /** Decodes the block at {@code b[o]} into 256 elements from {@code y[at]} on. */
  static void block(ElementType type, byte[] b, int o, float[] y, int at) {
    CodeBook book = CodeBook.of(type);
    switch (type) {
      case IQ2_XXS -> iq2xxs(book, b, o, y, at);
      case IQ2_XS -> iq2xs(book, b, o, y, at);
      case IQ2_S -> iq2s(book, b, o, y, at);
      case IQ3_XXS -> iq3xxs(book, b, o, y, at);
      case IQ3_S -> iq3s(book, b, o, y, at);
      case IQ1_S -> iq1s(book, b, o, y, at);
      case IQ1_M -> iq1m(book, b, o, y, at);
      default -> throw new IllegalArgumentException(type + " has no code book");
    }
  }

  private static void iq2xxs(CodeBook book, byte[] b, int o, float[] y, int at) {
    float d = half(b, o);
    for (int group = 0; group < 8; group++) {
      int codes = o + 2 + group * 8;
      int rest = word(b, codes + 4);
      float dl = d * (0.5f + (rest >>> 28)) * 0.25f;
      for (int l = 0; l < 4; l++) {
        int signs = evenSigns(rest >>> (7 * l));
        signed(book, b[codes + l] & 255, signs, dl, y, at + group * 32 + l * 8);
      }
    }
  }

  private static void iq2xs(CodeBook book, byte[] b, int o, float[] y, int at) {
    float d = half(b, o);
    for (int eight = 0; eight < 32; eight++) {
      int code = unsigned(b, o + 2 + eight * 2);
      float dl = d * (0.5f + nibble(b, o + 66, eight >> 1)) * 0.25f;
      signed(book, code & 511, evenSigns(code >> 9), dl, y, at + eight * 8);
    }
  }

  private static void iq2s(CodeBook book, byte[] b, int o, float[] y, int at) {
    float d = half(b, o);
    for (int eight = 0; eight < 32; eight++) {
      int high = b[o + 66 + (eight >> 2)] >> ((eight & 3) << 1) & 3;
      int code = (b[o + 2 + eight] & 255) | high << 8;
      float dl = d * (0.5f + nibble(b, o + 74, eight >> 1)) * 0.25f;
      signed(book, code, b[o + 34 + eight], dl, y, at + eight * 8);
    }
  }

  private static void iq3xxs(CodeBook book, byte[] b, int o, float[] y, int at) {
    float d = half(b, o);
    for (int group = 0; group < 8; group++) {
      int rest = word(b, o + 66 + group * 4);
      float dl = d * (0.5f + (rest >>> 28)) * 0.5f;
      for (int l = 0; l < 8; l++) {
        int signs = evenSigns(rest >>> (7 * (l >> 1))) >> ((l & 1) << 2);
        int code = b[o + 2 + group * 8 + l] & 255;
        signed(book, code, signs, dl, y, at + group * 32 + l * 4);
      }
    }
  }

  private static void iq3s(CodeBook book, byte[] b, int o, float[] y, int at) {
    float d = half(b, o);
    for (int four = 0; four < 64; four++) {
      int high = b[o + 66 + (four >> 3)] >> (four & 7) & 1;
      int code = (b[o + 2 + four] & 255) | high << 8;
      float dl = d * (1 + 2 * nibble(b, o + 106, four >> 3));
      int signs = b[o + 74 + (four >> 1)] >> ((four & 1) << 2);
      signed(book, code, signs, dl, y, at + four * 4);
    }
  }

  private static void iq1s(CodeBook book, byte[] b, int o, float[] y, int at) {
    float d = half(b, o);
    for (int group = 0; group < 8; group++) {
      int high = unsigned(b, o + 34 + group * 2);
      float dl = d * (2 * (high >> 12 & 7) + 1);
      float shift = (high & 0x8000) == 0 ? SHIFT : -SHIFT;
      for (int l = 0; l < 4; l++) {
        int code = (b[o + 2 + group * 4 + l] & 255) | (high >> (3 * l) & 7) << 8;
        shifted(book, code, shift, dl, y, at + group * 32 + l * 8);
      }
    }
  }

  /** The scale of the whole block lies in the upper four bits of four words of scales. */
  private static void iq1m(CodeBook book, byte[] b, int o, float[] y, int at) {
    int bits = 0;
    for (int i = 0; i < 4; i++) {
      bits |= unsigned(b, o + 48 + i * 2) >> 12 << (4 * i);
    }
    float d = Float.float16ToFloat((short) bits);
    for (int eight = 0; eight < 32; eight++) {
      int scales = unsigned(b, o + 48 + (eight >> 3) * 2);
      float dl = d * (2 * (scales >> (3 * (eight >> 1 & 3)) & 7) + 1);
      int high = nibble(b, o + 32, eight);
      float shift = (high & 8) == 0 ? SHIFT : -SHIFT;
      shifted(book, (b[o + eight] & 255) | (high & 7) << 8, shift, dl, y, at + eight * 8);
    }
  }

  /** Of eight signs seven are stored; their number of minuses is even. */
  private static int evenSigns(int stored) {
    int seven = stored & 127;
    return seven | (Integer.bitCount(seven) & 1) << 7;
  }

  private static void signed(CodeBook book, int code, int signs, float scale, float[] y, int at) {
    for (int j = 0; j < book.width(); j++) {
      float size = scale * book.value(code, j);
      y[at + j] = (signs >> j & 1) == 0 ? size : -size;
    }
  }

  private static void shifted(
      CodeBook book, int code, float shift, float scale, float[] y, int at) {
    for (int j = 0; j < book.width(); j++) {
      y[at + j] = scale * (book.value(code, j) + shift);
    }
  }

  private static int nibble(byte[] b, int o, int index) {
    return b[o + (index >> 1)] >> ((index & 1) << 2) & 15;
  }

  private static int unsigned(byte[] b, int o) {
    return (b[o] & 255) | (b[o + 1] & 255) << 8;
  }
}
