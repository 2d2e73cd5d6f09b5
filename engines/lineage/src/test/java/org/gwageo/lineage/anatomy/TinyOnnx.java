package org.gwageo.lineage.anatomy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Writes small ONNX files operation by operation. Stored tensors can be written under their names
 * or under numbers only.
 */
final class TinyOnnx {

  private final ByteArrayOutputStream graph = new ByteArrayOutputStream();
  private final Map<String, String> shown = new LinkedHashMap<>();
  private final SplittableRandom random = new SplittableRandom(7);
  private final boolean stripped;
  private int values;

  TinyOnnx(boolean stripped, String... inputs) {
    this.stripped = stripped;
    for (String input : inputs) {
      field(graph, 11, text(1, input));
    }
  }

  /** Adds a stored tensor of random floats and returns its name in the file. */
  String weight(String name, int... shape) {
    int count = 1;
    for (int axis : shape) {
      count *= axis;
    }
    var bytes = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      bytes.putFloat((float) random.nextGaussian());
    }
    return tensor(shown(name), 1, bytes.array(), shape);
  }

  /**
   * Adds a stored tensor of random bytes with its scale and zero point, as quantisers name them.
   */
  String quantised(String name, int... shape) {
    int count = 1;
    for (int axis : shape) {
      count *= axis;
    }
    var bytes = new byte[count];
    random.nextBytes(bytes);
    String base = shown(name);
    tensor(
        base + "_scale",
        1,
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(0.1f).array());
    tensor(base + "_zero_point", 3, new byte[1]);
    return tensor(base + "_quantized", 3, bytes, shape);
  }

  /** Adds a stored number. */
  String number(float value) {
    var bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(value);
    return tensor("number" + values++, 1, bytes.array());
  }

  private String shown(String name) {
    return stripped ? shown.computeIfAbsent(name, any -> "t" + shown.size()) : name;
  }

  /** Returns the name that a tensor has in the file. */
  String nameOf(String name) {
    return shown(name);
  }

  private String tensor(String name, int type, byte[] raw, int... shape) {
    var tensor = new ByteArrayOutputStream();
    for (int axis : shape) {
      varint(tensor, 1 << 3);
      varint(tensor, axis);
    }
    varint(tensor, 2 << 3);
    varint(tensor, type);
    field(tensor, 8, name.getBytes(StandardCharsets.UTF_8));
    field(tensor, 9, raw);
    field(graph, 5, tensor.toByteArray());
    return name;
  }

  /** Adds an operation and returns its only output. */
  String op(String type, String... inputs) {
    return op(type, Map.of(), 1, inputs).getFirst();
  }

  /** Adds an operation with integer attributes and returns its outputs. */
  List<String> op(String type, Map<String, Integer> attributes, int outputs, String... inputs) {
    var node = new ByteArrayOutputStream();
    for (String input : inputs) {
      field(node, 1, input.getBytes(StandardCharsets.UTF_8));
    }
    var names = new ArrayList<String>();
    for (int i = 0; i < outputs; i++) {
      names.add("v" + values++);
      field(node, 2, names.get(i).getBytes(StandardCharsets.UTF_8));
    }
    field(node, 4, type.getBytes(StandardCharsets.UTF_8));
    attributes.forEach(
        (name, value) -> {
          var attribute = new ByteArrayOutputStream();
          field(attribute, 1, name.getBytes(StandardCharsets.UTF_8));
          varint(attribute, 3 << 3);
          varint(attribute, value);
          varint(attribute, 20 << 3);
          varint(attribute, 2);
          field(node, 5, attribute.toByteArray());
        });
    field(graph, 1, node.toByteArray());
    return names;
  }

  /** Returns the file. */
  byte[] bytes(String output) {
    field(graph, 12, text(1, output));
    var model = new ByteArrayOutputStream();
    varint(model, 1 << 3);
    varint(model, 8);
    field(model, 7, graph.toByteArray());
    return model.toByteArray();
  }

  private static byte[] text(int number, String value) {
    var message = new ByteArrayOutputStream();
    field(message, number, value.getBytes(StandardCharsets.UTF_8));
    return message.toByteArray();
  }

  private static void field(ByteArrayOutputStream to, int number, byte[] bytes) {
    varint(to, number << 3 | 2);
    varint(to, bytes.length);
    to.writeBytes(bytes);
  }

  private static void varint(ByteArrayOutputStream to, int value) {
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      to.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    to.write(rest);
  }
}
