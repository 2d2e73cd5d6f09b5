package org.gwageo.lineage.sigstore;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * One element in the distinguished encoding rules of ASN.1 (X.690): tags of one byte, definite
 * lengths in their shortest form.
 */
final class Der {

  static final int INTEGER = 0x02;
  static final int OCTET_STRING = 0x04;
  static final int OBJECT_IDENTIFIER = 0x06;
  static final int UTF8_STRING = 0x0c;
  static final int GENERALIZED_TIME = 0x18;
  static final int SEQUENCE = 0x30;
  static final int SET = 0x31;

  private static final int MOST_CHILDREN = 1_000;

  private final int tag;
  private final byte[] bytes;
  private final int from;
  private final int content;
  private final int to;

  private Der(int tag, byte[] bytes, int from, int content, int to) {
    this.tag = tag;
    this.bytes = bytes;
    this.from = from;
    this.content = content;
    this.to = to;
  }

  /** Reads the one element that fills {@code bytes}. */
  static Der of(byte[] bytes) throws SigstoreException {
    Der read = at(bytes, 0, bytes.length);
    if (read.to != bytes.length) {
      throw broken();
    }
    return read;
  }

  private static Der at(byte[] bytes, int from, int end) throws SigstoreException {
    if (end - from < 2 || (bytes[from] & 0x1f) == 0x1f) {
      throw broken();
    }
    int length = bytes[from + 1] & 0xff;
    int content = from + 2;
    if (length > 0x7f) {
      int size = length & 0x7f;
      if (size == 0 || size > 3 || end - content < size) {
        throw broken();
      }
      length = 0;
      for (int i = 0; i < size; i++) {
        length = (length << 8) | (bytes[content++] & 0xff);
      }
      if (length < 0x80 || length >>> (8 * (size - 1)) == 0) {
        throw broken();
      }
    }
    if (end - content < length) {
      throw broken();
    }
    return new Der(bytes[from] & 0xff, bytes, from, content, content + length);
  }

  private static SigstoreException broken() {
    return new SigstoreException("a part in ASN.1 is broken");
  }

  int tag() {
    return tag;
  }

  /** Returns what the element holds, without tag and length. */
  byte[] content() {
    return Arrays.copyOfRange(bytes, content, to);
  }

  /** Returns the whole element. */
  byte[] encoded() {
    return Arrays.copyOfRange(bytes, from, to);
  }

  List<Der> children() throws SigstoreException {
    if ((tag & 0x20) == 0) {
      throw broken();
    }
    var children = new ArrayList<Der>();
    for (int at = content; at < to; at = children.getLast().to) {
      if (children.size() == MOST_CHILDREN) {
        throw broken();
      }
      children.add(at(bytes, at, to));
    }
    return children;
  }

  /** Returns the child at a position, which has to have the tag. */
  Der child(int position, int expected) throws SigstoreException {
    List<Der> children = children();
    if (children.size() <= position) {
      throw broken();
    }
    return children.get(position).requireTag(expected);
  }

  Der requireTag(int expected) throws SigstoreException {
    if (tag != expected) {
      throw broken();
    }
    return this;
  }

  /** Returns an object identifier in hexadecimal digits of its content. */
  String identifier() throws SigstoreException {
    requireTag(OBJECT_IDENTIFIER);
    return HexFormat.of().formatHex(bytes, content, to);
  }

  /** Returns an element with the tag around the parts. */
  static byte[] encode(int tag, List<byte[]> parts) {
    int length = parts.stream().mapToInt(part -> part.length).sum();
    var out = new ByteArrayOutputStream(length + 6);
    out.write(tag);
    if (length < 0x80) {
      out.write(length);
    } else {
      int size = (39 - Integer.numberOfLeadingZeros(length)) / 8;
      out.write(0x80 | size);
      for (int i = size - 1; i >= 0; i--) {
        out.write(length >>> (8 * i));
      }
    }
    parts.forEach(out::writeBytes);
    return out.toByteArray();
  }
}
