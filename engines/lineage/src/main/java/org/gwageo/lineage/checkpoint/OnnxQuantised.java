package org.gwageo.lineage.checkpoint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Joins the codes, scales and zero points of an ONNX graph into the weights they stand for. The
 * nodes say which belong together; where they do not, the names {@code X_quantized}, {@code
 * X_scale} and {@code X_zero_point} of the quantisation tools do.
 */
final class OnnxQuantised {

  private static final String ENDING = "_quantized";

  private final String file;
  private final Map<String, StoredTensor> raw;
  private final OnnxGraph graph;
  private final Map<String, StoredTensor> joined = new HashMap<>();
  private final Set<String> parts = new HashSet<>();
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final SequencedMap<String, String> unreadable = new LinkedHashMap<>();
  private final SequencedMap<String, StoredTensor> tensors = new LinkedHashMap<>();
  private final Map<String, OnnxGraph.Node> users = new HashMap<>();
  private final Map<String, OnnxGraph.Node> givers = new HashMap<>();

  OnnxQuantised(String file, Map<String, StoredTensor> raw, OnnxGraph graph) {
    this.file = file;
    this.raw = raw;
    this.graph = graph;
    for (var node : graph.nodes()) {
      node.inputs().forEach(input -> users.putIfAbsent(input, node));
      node.outputs().forEach(output -> givers.putIfAbsent(output, node));
    }
    graph.nodes().forEach(this::join);
    raw.keySet().forEach(this::joinByName);
    present();
    follow();
  }

  SequencedMap<String, StoredTensor> tensors() {
    return tensors;
  }

  Map<String, String> unreadable() {
    return unreadable;
  }

  /** Returns for values that are not themselves tensors the tensor they come from. */
  Map<String, String> sources() {
    return sources;
  }

  private void join(OnnxGraph.Node node) {
    switch (node.op()) {
      case "DequantizeLinear" -> {
        long axis = node.integer("axis", 1);
        join(node, 0, 1, 2, axis, node.integer("block_size", 0));
      }
      case "QLinearMatMul", "QGemm" -> join(node, 3, 4, 5, -1, 0);
      case "QLinearConv" -> join(node, 3, 4, 5, 0, 0);
      case "DynamicQuantizeMatMul" -> join(node, 1, 2, 3, -1, 0);
      case "MatMulIntegerToFloat" -> join(node, 1, 3, 5, -1, 0);
      case "QAttention" -> join(node, 1, 4, 7, -1, 0);
      case "MatMulInteger" -> joinInteger(node, -1);
      case "ConvInteger" -> joinInteger(node, 0);
      case "MatMulNBits" -> joinBits(node);
      default -> {}
    }
  }

  private void join(OnnxGraph.Node node, int codes, int scale, int zero, long axis, long block) {
    var name = node.input(codes);
    if (name.isPresent() && node.input(scale).isPresent()) {
      join(name.get(), node.input(scale).get(), node.input(zero), axis, block);
    }
  }

  private void join(
      String codes, String scale, Optional<String> zero, long axis, long blockLength) {
    var stored = raw.get(codes);
    var scales = raw.get(scale);
    if (stored == null || scales == null || joined.containsKey(codes) || stored.shape().isEmpty()) {
      return;
    }
    var zeros = zero.map(raw::get);
    int rank = stored.shape().size();
    long from = axis < 0 ? axis + rank : axis;
    var block = new ArrayList<Long>();
    if (scales.elements() != 1) {
      for (int i = 0; i < rank; i++) {
        long whole = i == from || blockLength > 0 ? 1 : Math.max(1, stored.shape().get(i));
        block.add(i == from && blockLength > 0 ? blockLength : whole);
      }
    }
    put(codes, stored.type(), stored.shape(), Scaling.grid(block, scales, zeros, 0, 1));
    parts.add(scale);
    zero.ifPresent(parts::add);
  }

  /** The scale of an integer product is applied to its result: MatMulInteger, Cast, Mul by it. */
  private void joinInteger(OnnxGraph.Node node, long axis) {
    var codes = node.input(1);
    if (codes.isEmpty() || node.outputs().isEmpty()) {
      return;
    }
    String named = base(codes.get()) + "_scale";
    Optional<String> scale =
        raw.containsKey(named) ? Optional.of(named) : scaleAfter(node.outputs().getFirst());
    if (scale.isPresent()) {
      join(codes.get(), scale.get(), node.input(3), axis, 0);
    }
  }

  private Optional<String> scaleAfter(String product) {
    var cast = users.get(product);
    if (cast == null || !cast.op().equals("Cast") || cast.outputs().isEmpty()) {
      return Optional.empty();
    }
    var scaled = users.get(cast.outputs().getFirst());
    if (scaled == null || !scaled.op().equals("Mul")) {
      return Optional.empty();
    }
    for (String input : scaled.inputs()) {
      var giver = givers.get(input);
      if (giver != null && giver.op().equals("Mul")) {
        return giver.inputs().stream().filter(raw::containsKey).findFirst();
      }
    }
    return scaled.inputs().stream().filter(raw::containsKey).findFirst();
  }

  private void joinByName(String name) {
    String base = base(name);
    if (!base.equals(name) && raw.containsKey(base + "_scale")) {
      String zero = base + "_zero_point";
      join(
          name,
          base + "_scale",
          raw.containsKey(zero) ? Optional.of(zero) : Optional.empty(),
          -1,
          0);
    }
  }

  /**
   * Codes of 4 or 8 bits of shape (out, blocks, block * bits / 8), scales of shape (out, blocks),
   * zero points packed per output.
   */
  private void joinBits(OnnxGraph.Node node) {
    var codes = node.input(1).map(raw::get);
    var scales = node.input(2).map(raw::get);
    if (codes.isEmpty() || scales.isEmpty() || joined.containsKey(codes.get().name())) {
      return;
    }
    long in = node.integer("K", 0);
    long out = node.integer("N", 0);
    long block = node.integer("block_size", 0);
    long bits = node.integer("bits", 4);
    String name = codes.get().name();
    if ((bits != 4 && bits != 8) || block < 1 || in < 1 || out < 1 || in % block != 0) {
      refuse(name, "has %d inputs in blocks of %d with %d bits".formatted(in, block, bits));
      return;
    }
    var type = bits == 4 ? ElementType.U4 : ElementType.U8;
    Optional<StoredTensor> zeros = node.input(3).map(raw::get);
    if (zeros.isPresent() && bits == 4 && zeros.get().type() == ElementType.U8) {
      var bytes = zeros.get().bytes();
      zeros =
          Optional.of(new StoredTensor("zero points", type, List.of(2 * bytes.byteSize()), bytes));
    }
    float zero = zeros.isPresent() ? 0 : 1 << (bits - 1);
    put(
        name,
        type,
        List.of(out, in),
        Scaling.grid(List.of(1L, block), scales.get(), zeros, zero, 1));
    node.input(2).ifPresent(parts::add);
    node.input(3).ifPresent(parts::add);
  }

  private void put(String name, ElementType type, List<Long> shape, Scaling scaling) {
    var stored = raw.get(name);
    if (stored == null) {
      return;
    }
    try {
      joined.put(name, MappedFile.tensor(file, name, type, shape, stored.bytes(), scaling));
    } catch (CheckpointException e) {
      unreadable.put(name, String.valueOf(e.getMessage()));
    }
  }

  private void refuse(String name, String reason) {
    unreadable.put(
        name,
        "%s: tensor %s %s, which is not read"
            .formatted(file, SafetensorsHeader.printable(name), reason));
  }

  private void present() {
    for (var entry : raw.entrySet()) {
      String name = entry.getKey();
      var tensor = joined.get(name);
      if (tensor != null) {
        String base = base(name);
        String shown = raw.containsKey(base) ? name : base;
        tensors.put(
            shown,
            new StoredTensor(
                shown, tensor.type(), tensor.shape(), tensor.bytes(), tensor.scaling()));
        sources.put(name, shown);
      } else if (!parts.contains(name) && !unreadable.containsKey(name)) {
        tensors.put(name, entry.getValue());
      }
    }
  }

  private void follow() {
    for (var node : graph.nodes()) {
      boolean passes =
          Set.of("DequantizeLinear", "Identity", "Cast").contains(node.op())
              && !node.outputs().isEmpty();
      var input = node.input(0);
      if (passes && input.isPresent()) {
        String source = sources.getOrDefault(input.get(), input.get());
        if (tensors.containsKey(source)) {
          sources.put(node.outputs().getFirst(), source);
        }
      }
    }
  }

  private static String base(String name) {
    return name.endsWith(ENDING) && name.length() > ENDING.length()
        ? name.substring(0, name.length() - ENDING.length())
        : name;
  }
}
