package org.gwageo.lineage.checkpoint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes GGUF files, right and wrong ones. */
final class GgufBytes {

  private final ByteArrayOutputStream entries = new ByteArrayOutputStream();
  private final ByteArrayOutputStream infos = new ByteArrayOutputStream();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private int version = 3;
  private int alignment = 32;
  private long entryCount;
  private long tensorCount;

  GgufBytes version(int number) {
    version = number;
    return this;
  }

  GgufBytes text(String key, String value) {
    key(key, 8);
    string(entries, value);
    return this;
  }

  GgufBytes u32(String key, int value) {
    key(key, 4);
    entries.writeBytes(i32(value));
    if (key.equals("general.alignment")) {
      alignment = Math.max(1, value);
    }
    return this;
  }

  GgufBytes entry(String key, int type, byte... value) {
    key(key, type);
    entries.writeBytes(value);
    return this;
  }

  GgufBytes strings(String key, List<String> values) {
    key(key, 9);
    entries.writeBytes(i32(8));
    entries.writeBytes(i64(values.size()));
    values.forEach(value -> string(entries, value));
    return this;
  }

  GgufBytes integers(String key, int... values) {
    key(key, 9);
    entries.writeBytes(i32(5));
    entries.writeBytes(i64(values.length));
    for (int value : values) {
      entries.writeBytes(i32(value));
    }
    return this;
  }

  /** Adds a tensor; {@code shape} is outermost first. */
  GgufBytes tensor(String name, int type, List<Long> shape, byte... bytes) {
    while (data.size() % alignment != 0) {
      data.write(0);
    }
    info(name, type, shape, data.size());
    data.writeBytes(bytes);
    return this;
  }

  /** Adds the description of a tensor without data. */
  GgufBytes info(String name, int type, List<Long> shape, long offset) {
    tensorCount++;
    string(infos, name);
    infos.writeBytes(i32(shape.size()));
    shape.reversed().forEach(axis -> infos.writeBytes(i64(axis)));
    infos.writeBytes(i32(type));
    infos.writeBytes(i64(offset));
    return this;
  }

  byte[] bytes() {
    var all = new ByteArrayOutputStream();
    all.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
    all.writeBytes(i32(version));
    all.writeBytes(i64(tensorCount));
    all.writeBytes(i64(entryCount));
    all.writeBytes(entries.toByteArray());
    all.writeBytes(infos.toByteArray());
    while (all.size() % alignment != 0) {
      all.write(0);
    }
    all.writeBytes(data.toByteArray());
    return all.toByteArray();
  }

  private void key(String key, int type) {
    entryCount++;
    string(entries, key);
    entries.writeBytes(i32(type));
  }

  private static void string(ByteArrayOutputStream to, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    to.writeBytes(i64(bytes.length));
    to.writeBytes(bytes);
  }

  static byte[] i32(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  static byte[] i64(long value) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
  }
}
