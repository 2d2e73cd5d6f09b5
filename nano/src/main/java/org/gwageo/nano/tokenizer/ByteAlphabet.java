package org.gwageo.nano.tokenizer;

import java.util.HashMap;
import java.util.Map;

/**
 * The printable character that stands for each byte in {@code tokenizer.json}.
 *
 * <p>Bytes that are printable in Latin-1 stand for themselves; the other 68 take the code points
 * from U+0100 on, in the order of their values.
 */
public final class ByteAlphabet {
  private static final char[] CHARACTERS = characters();
  private static final Map<Character, Byte> BYTES = bytes();

  private ByteAlphabet() {}

  /** Returns the character that stands for {@code value}, whose low eight bits count. */
  public static char character(int value) {
    return CHARACTERS[value & 0xFF];
  }

  /** Returns {@code bytes} written in the alphabet, one character a byte. */
  public static String written(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length);
    for (byte value : bytes) {
      text.append(character(value));
    }
    return text.toString();
  }

  /**
   * Returns the bytes that {@code text} stands for.
   *
   * @throws IllegalArgumentException if a character stands for no byte
   */
  public static byte[] bytes(String text) {
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      Byte value = BYTES.get(text.charAt(i));
      if (value == null) {
        throw new IllegalArgumentException(
            "character U+%04X of token '%s' stands for no byte"
                .formatted((int) text.charAt(i), text));
      }
      bytes[i] = value;
    }
    return bytes;
  }

  private static char[] characters() {
    char[] table = new char[256];
    int next = 256;
    for (int value = 0; value < 256; value++) {
      boolean printable =
          (value >= '!' && value <= '~')
              || (value >= 0xA1 && value <= 0xAC)
              || (value >= 0xAE && value <= 0xFF);
      table[value] = (char) (printable ? value : next++);
    }
    return table;
  }

  private static Map<Character, Byte> bytes() {
    Map<Character, Byte> table = new HashMap<>();
    for (int value = 0; value < 256; value++) {
      table.put(CHARACTERS[value], (byte) value);
    }
    return table;
  }
}
