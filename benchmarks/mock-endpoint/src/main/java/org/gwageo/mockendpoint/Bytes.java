package org.gwageo.mockendpoint;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing piece of text in UTF-8, with what JSON needs. */
final class Bytes {

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private byte[] array;
  private int length;

  Bytes(int capacity) {
    array = new byte[capacity];
  }

  byte[] array() {
    return array;
  }

  int length() {
    return length;
  }

  Bytes clear() {
    length = 0;
    return this;
  }

  /** Shortens the text to its first bytes. */
  Bytes truncate(int to) {
    length = Math.min(length, to);
    return this;
  }

  /** Adds text; what is not in ASCII is written as UTF-8. */
  Bytes add(String text) {
    int more = text.length();
    ensure(more);
    for (int i = 0; i < more; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        return add(text.substring(i).getBytes(StandardCharsets.UTF_8));
      }
      array[length++] = (byte) c;
    }
    return this;
  }

  Bytes add(byte[] bytes) {
    return add(bytes, 0, bytes.length);
  }

  Bytes add(byte[] bytes, int from, int count) {
    ensure(count);
    System.arraycopy(bytes, from, array, length, count);
    length += count;
    return this;
  }

  Bytes add(long number) {
    return add(Long.toString(number));
  }

  /** Adds a number of chunked encoding. */
  Bytes addHex(int number) {
    return add(Integer.toHexString(number));
  }

  /** Adds a JSON string. */
  Bytes quote(String text) {
    ensure(text.length() + 2);
    array[length++] = '"';
    int plain = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c == '"' || c == '\\') {
        add(text.substring(plain, i)).escape(c);
        plain = i + 1;
      }
    }
    add(plain == 0 ? text : text.substring(plain));
    ensure(1);
    array[length++] = '"';
    return this;
  }

  private void escape(char c) {
    switch (c) {
      case '"' -> add("\\\"");
      case '\\' -> add("\\\\");
      case '\n' -> add("\\n");
      case '\r' -> add("\\r");
      case '\t' -> add("\\t");
      default -> {
        add("\\u00");
        ensure(2);
        array[length++] = HEX[c >> 4];
        array[length++] = HEX[c & 15];
      }
    }
  }

  private void ensure(int more) {
    if (array.length - length < more) {
      array = Arrays.copyOf(array, Math.max(array.length * 2, length + more));
    }
  }

  @Override
  public String toString() {
    return new String(array, 0, length, StandardCharsets.UTF_8);
  }
}
