package org.gwageo.nano.training;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.gwageo.canonical.CanonicalJson;

/** Writes tensors as bfloat16 in the safetensors layout. */
final class SafetensorsFile {
  private static final int ALIGNMENT = 8;

  private SafetensorsFile() {}

  /**
   * Returns the bytes of a safetensors file.
   *
   * @param shapes the shape of each tensor by name, in the order they are stored
   * @param values the values of each tensor in row-major order
   */
  static byte[] bytes(SequencedMap<String, List<Integer>> shapes, Map<String, float[]> values) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("__metadata__", Map.of("format", "pt"));
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (Map.Entry<String, List<Integer>> tensor : shapes.entrySet()) {
      float[] floats = values.get(tensor.getKey());
      if (floats == null) {
        throw new IllegalArgumentException("tensor %s has no values".formatted(tensor.getKey()));
      }
      int start = data.size();
      data.writeBytes(bfloat16(floats));
      header.put(
          tensor.getKey(),
          Map.of(
              "dtype",
              "BF16",
              "shape",
              tensor.getValue(),
              "data_offsets",
              List.of(start, data.size())));
    }
    byte[] json = CanonicalJson.bytes(header);
    int padded = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    ByteBuffer file = ByteBuffer.allocate(8 + padded + data.size()).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(padded).put(json);
    file.put(" ".repeat(padded - json.length).getBytes(StandardCharsets.US_ASCII));
    file.put(data.toByteArray());
    return file.array();
  }

  private static byte[] bfloat16(float[] values) {
    ByteBuffer buffer = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      buffer.putShort(bfloat16(value));
    }
    return buffer.array();
  }

  /** Rounds to the nearest bfloat16, ties to even. */
  static short bfloat16(float value) {
    int bits = Float.floatToRawIntBits(value);
    int rounding = 0x7FFF + ((bits >>> 16) & 1);
    return (short) ((bits + rounding) >>> 16);
  }
}
