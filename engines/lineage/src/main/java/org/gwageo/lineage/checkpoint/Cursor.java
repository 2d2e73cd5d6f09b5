package org.gwageo.lineage.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A place in a little-endian file that moves forward and never beyond the end. */
final class Cursor {

  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final String file;
  private final MemorySegment bytes;
  private long position;

  Cursor(String file, MemorySegment bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  long position() {
    return position;
  }

  long remaining() {
    return bytes.byteSize() - position;
  }

  int u8() throws CheckpointException {
    return bytes.get(ValueLayout.JAVA_BYTE, take(1)) & 0xff;
  }

  int u16() throws CheckpointException {
    return bytes.get(SHORT, take(2)) & 0xffff;
  }

  int i32() throws CheckpointException {
    return bytes.get(INT, take(4));
  }

  long u32() throws CheckpointException {
    return Integer.toUnsignedLong(i32());
  }

  long i64() throws CheckpointException {
    return bytes.get(LONG, take(8));
  }

  /** Reads a length of 64 bits; one beyond 2^63 is as wrong as one beyond the file. */
  long length(String what) throws CheckpointException {
    long length = i64();
    if (length < 0) {
      throw fail("%s is %s".formatted(what, Long.toUnsignedString(length)));
    }
    return length;
  }

  /** Reads {@code length} bytes of UTF-8; malformed ones become replacement characters. */
  String text(String what, long length, int limit) throws CheckpointException {
    if (length < 0 || length > limit) {
      throw fail(
          "%s has %s bytes; at most %d are read"
              .formatted(what, Long.toUnsignedString(length), limit));
    }
    return new String(MappedFile.copy(slice(length)), StandardCharsets.UTF_8);
  }

  /** Takes {@code length} bytes without copying them. */
  MemorySegment slice(long length) throws CheckpointException {
    return bytes.asSlice(take(length), length);
  }

  /** Returns the bytes from {@code start} to here, without copying them. */
  MemorySegment since(long start) {
    return bytes.asSlice(start, position - start);
  }

  void skip(long length) throws CheckpointException {
    take(length);
  }

  CheckpointException fail(String reason) {
    return new CheckpointException(
        "%s: at byte %d: %s".formatted(file, position, SafetensorsHeader.printable(reason)));
  }

  private long take(long length) throws CheckpointException {
    if (length < 0 || length > remaining()) {
      throw fail(
          "%s bytes are announced, but only %d follow"
              .formatted(Long.toUnsignedString(length), remaining()));
    }
    long at = position;
    position += length;
    return at;
  }
}
