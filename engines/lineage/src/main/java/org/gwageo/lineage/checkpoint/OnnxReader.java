package org.gwageo.lineage.checkpoint;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Reads the messages of an ONNX model (fields as numbered in onnx.proto) into tensors as they are
 * stored and the nodes.
 */
final class OnnxReader {

  private static final int DEPTH_LIMIT = 8;

  private final String file;
  private final OnnxTensors store;
  private final SequencedMap<String, StoredTensor> tensors = new LinkedHashMap<>();
  private final SequencedMap<String, String> unreadable = new LinkedHashMap<>();
  private final SequencedMap<String, String> metadata = new LinkedHashMap<>();
  private final List<OnnxGraph.Node> nodes = new ArrayList<>();
  private final List<String> inputs = new ArrayList<>();
  private final List<String> outputs = new ArrayList<>();
  private boolean graphSeen;

  OnnxReader(String file, Path path, Arena arena) {
    this.file = file;
    this.store = new OnnxTensors(file, path, arena);
  }

  SequencedMap<String, StoredTensor> tensors() {
    return tensors;
  }

  Map<String, String> unreadable() {
    return unreadable;
  }

  Map<String, String> metadata() {
    return metadata;
  }

  Collection<Path> externalFiles() {
    return store.externalFiles();
  }

  OnnxGraph graph() {
    var free = inputs.stream().filter(input -> !tensors.containsKey(input)).toList();
    return new OnnxGraph(nodes, free, outputs);
  }

  void readModel(Protobuf model) throws CheckpointException {
    while (model.next()) {
      switch (model.field(Protobuf.BYTES)) {
        case 2 -> metadata.put("producer", model.text());
        case 7 -> {
          graphSeen = true;
          readGraph(new Protobuf(file, model.bytes()), 0);
        }
        case 14 -> {
          var entry = OnnxTensors.entry(new Protobuf(file, model.bytes()));
          metadata.put(entry.getKey(), entry.getValue());
        }
        default -> model.skip();
      }
    }
    if (!graphSeen) {
      throw new CheckpointException(file + " is no ONNX model: it has no graph");
    }
  }

  private void readGraph(Protobuf graph, int depth) throws CheckpointException {
    while (graph.next()) {
      switch (graph.field(Protobuf.BYTES)) {
        case 1 -> readNode(new Protobuf(file, graph.bytes()), depth);
        case 5 -> add(store.read(new Protobuf(file, graph.bytes())), depth);
        case 11 -> addName(new Protobuf(file, graph.bytes()), inputs, depth);
        case 12 -> addName(new Protobuf(file, graph.bytes()), outputs, depth);
        default -> graph.skip();
      }
    }
  }

  private void addName(Protobuf value, List<String> names, int depth) throws CheckpointException {
    while (value.next()) {
      if (value.field(Protobuf.BYTES) == 1 && depth == 0) {
        names.add(value.text());
      } else {
        value.skip();
      }
    }
  }

  private void add(OnnxTensors.Read read, int depth) throws CheckpointException {
    String name = read.name();
    boolean twice = tensors.containsKey(name) || unreadable.containsKey(name);
    if (twice && depth == 0) {
      throw new CheckpointException(
          "%s: tensor %s is there twice".formatted(file, SafetensorsHeader.printable(name)));
    }
    if (twice) {
      return;
    }
    if (read.tensor().isPresent()) {
      tensors.put(name, read.tensor().get());
    } else {
      unreadable.put(name, read.reason());
    }
  }

  private void readNode(Protobuf node, int depth) throws CheckpointException {
    var in = new ArrayList<String>();
    var out = new ArrayList<String>();
    String name = "";
    String op = "";
    var attributes = new LinkedHashMap<String, OnnxGraph.Attribute>();
    var constants = new ArrayList<MemorySegment>();
    var nested = new ArrayList<MemorySegment>();
    while (node.next()) {
      switch (node.field(Protobuf.BYTES)) {
        case 1 -> in.add(node.text());
        case 2 -> out.add(node.text());
        case 3 -> name = node.text();
        case 4 -> op = node.text();
        case 5 -> readAttribute(new Protobuf(file, node.bytes()), attributes, constants, nested);
        default -> node.skip();
      }
    }
    nodes.add(new OnnxGraph.Node(op, name, List.copyOf(in), List.copyOf(out), attributes));
    if (op.equals("Constant") && !out.isEmpty()) {
      addConstant(out.getFirst(), attributes, constants, depth);
    }
    for (MemorySegment graph : nested) {
      if (depth == DEPTH_LIMIT) {
        throw node.fail("graphs are nested more than %d deep".formatted(DEPTH_LIMIT));
      }
      readGraph(new Protobuf(file, graph), depth + 1);
    }
  }

  private void readAttribute(
      Protobuf attribute,
      Map<String, OnnxGraph.Attribute> attributes,
      List<MemorySegment> constants,
      List<MemorySegment> nested)
      throws CheckpointException {
    String name = "";
    String text = "";
    var integers = new ArrayList<Long>();
    var numbers = new ArrayList<Float>();
    while (attribute.next()) {
      switch (attribute.field()) {
        case 1 -> name = attribute.wire() == Protobuf.BYTES ? attribute.text() : skip(attribute);
        case 2, 7 -> OnnxTensors.addFloats(file, attribute, numbers);
        case 3, 8 -> attribute.addIntegers(integers);
        case 4 -> text = attribute.wire() == Protobuf.BYTES ? attribute.text() : skip(attribute);
        case 5 -> addMessage(attribute, constants);
        case 6, 11 -> addMessage(attribute, nested);
        default -> attribute.skip();
      }
    }
    attributes.put(
        name, new OnnxGraph.Attribute(List.copyOf(integers), List.copyOf(numbers), text));
  }

  private static String skip(Protobuf field) throws CheckpointException {
    field.skip();
    return "";
  }

  private static void addMessage(Protobuf field, List<MemorySegment> to)
      throws CheckpointException {
    if (field.wire() == Protobuf.BYTES) {
      to.add(field.bytes());
    } else {
      field.skip();
    }
  }

  private void addConstant(
      String output,
      Map<String, OnnxGraph.Attribute> attributes,
      List<MemorySegment> constants,
      int depth)
      throws CheckpointException {
    var floats = new HashMap<>(attributes);
    floats.keySet().retainAll(List.of("value_float", "value_floats"));
    if (!constants.isEmpty()) {
      add(store.read(new Protobuf(file, constants.getFirst())).named(output), depth);
    } else if (floats.size() == 1) {
      var numbers = floats.values().iterator().next().numbers();
      var values = new float[numbers.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = numbers.get(i);
      }
      var shape = List.of((long) values.length);
      add(OnnxTensors.Read.of(StoredTensor.of(output, ElementType.F32, shape, values)), depth);
    }
  }
}
