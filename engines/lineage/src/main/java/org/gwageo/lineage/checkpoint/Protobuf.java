package org.gwageo.lineage.checkpoint;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * The fields of one protobuf message in the order they lie in memory. Unknown fields are skipped,
 * groups refused; a nested message is a slice that gets a reader of its own, so that depth is
 * whatever the caller descends to.
 */
final class Protobuf {

  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int BYTES = 2;
  static final int FIXED32 = 5;

  private static final int TEXT_LIMIT = 1 << 20;

  private final String file;
  private final Cursor cursor;
  private int field;
  private int wire;

  Protobuf(String file, MemorySegment message) {
    this.file = file;
    this.cursor = new Cursor(file, message);
  }

  /** Moves to the next field; its value has to be read or skipped before the next call. */
  boolean next() throws CheckpointException {
    if (cursor.remaining() == 0) {
      return false;
    }
    long tag = varint();
    wire = (int) (tag & 7);
    long number = tag >>> 3;
    if (number < 1 || number >= 1 << 29) {
      throw cursor.fail("a field has the number " + Long.toUnsignedString(number));
    }
    field = (int) number;
    return true;
  }

  /** Returns the number of the field; 0 if it is not of the wire type {@code expected}. */
  int field(int expected) {
    return wire == expected ? field : 0;
  }

  int field() {
    return field;
  }

  int wire() {
    return wire;
  }

  long varint() throws CheckpointException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int b = cursor.u8();
      value |= (long) (b & 127) << shift;
      if (b < 128) {
        return value;
      }
    }
    throw cursor.fail("a number has more than ten bytes");
  }

  int fixed32() throws CheckpointException {
    return cursor.i32();
  }

  MemorySegment bytes() throws CheckpointException {
    return cursor.slice(varint());
  }

  String text() throws CheckpointException {
    return cursor.text("a string", varint(), TEXT_LIMIT);
  }

  /** Adds an integer field, packed or not, to {@code to}. */
  void addIntegers(List<Long> to) throws CheckpointException {
    if (wire == VARINT) {
      to.add(varint());
    } else if (wire == BYTES) {
      var packed = new Protobuf(file, bytes());
      while (packed.cursor.remaining() > 0) {
        to.add(packed.varint());
      }
    } else {
      skip();
    }
  }

  boolean atEnd() {
    return cursor.remaining() == 0;
  }

  void skip() throws CheckpointException {
    switch (wire) {
      case VARINT -> varint();
      case FIXED64 -> cursor.skip(8);
      case BYTES -> cursor.skip(varint());
      case FIXED32 -> cursor.skip(4);
      default -> throw cursor.fail("field %d has the wire type %d".formatted(field, wire));
    }
  }

  CheckpointException fail(String reason) {
    return cursor.fail(reason);
  }
}
