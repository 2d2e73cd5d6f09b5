package org.gwageo.lineage.anatomy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gwageo.lineage.anatomy.GraphBlock.Flow;
import org.gwageo.lineage.anatomy.GraphBlock.Kind;
import org.gwageo.lineage.checkpoint.Onnx;
import org.gwageo.lineage.checkpoint.OnnxGraph;
import org.gwageo.lineage.checkpoint.OnnxGraph.Node;
import org.gwageo.lineage.checkpoint.StoredTensor;
import org.jspecify.annotations.Nullable;

/**
 * An ONNX graph reduced to the blocks that hold weights or mix tokens. Everything that only moves,
 * scales, masks or rotates values is passed over, norms are recognised whole or in pieces, and
 * whatever is computed from nothing but shapes, masks and positions is set aside.
 */
final class GraphBlocks {

  /** What is known of a value of the graph. */
  private sealed interface Value {}

  /** A stored tensor, perhaps with its axes exchanged. */
  private record Constant(StoredTensor tensor, boolean flipped) implements Value {}

  /** A stream of the model. */
  private record Stream(Flow flow) implements Value {}

  /** A mean or deviation of a stream, on the way to a norm. */
  private record Measure(Flow flow) implements Value {}

  /** A stream divided by its deviation, before the gain. */
  private record Normed(Flow flow) implements Value {}

  /** Anything that follows from shapes, masks and positions alone. */
  private record Side() implements Value {}

  private static final Side SIDE = new Side();
  private static final int MOST_BLOCKS = 1 << 20;

  private static final Set<String> ACTIVATIONS =
      Set.of(
          "Relu",
          "Gelu",
          "Erf",
          "Tanh",
          "Sigmoid",
          "Silu",
          "FastGelu",
          "QuickGelu",
          "BiasGelu",
          "Elu",
          "Selu",
          "LeakyRelu",
          "HardSwish",
          "HardSigmoid",
          "Softplus",
          "Mish",
          "Swish");
  private static final Set<String> SHAPES =
      Set.of("Shape", "Size", "ConstantOfShape", "Range", "NonZero", "Equal", "Less", "Greater");

  private final Onnx onnx;
  private final List<GraphBlock> blocks = new ArrayList<>();
  private final Map<String, Value> values = new HashMap<>();

  private GraphBlocks(Onnx onnx) {
    this.onnx = onnx;
  }

  /** Reduces the graph of an ONNX file; its blocks stand in an order of computation. */
  static List<GraphBlock> of(Onnx onnx) {
    var reduced = new GraphBlocks(onnx);
    OnnxGraph graph = onnx.graph();
    for (Node node : graph.nodes()) {
      if (reduced.blocks.size() < MOST_BLOCKS) {
        reduced.read(node);
      }
    }
    return reduced.blocks;
  }

  private void read(Node node) {
    Value result =
        switch (node.op()) {
          case "MatMul",
              "FusedMatMul",
              "MatMulInteger",
              "DynamicQuantizeMatMul",
              "MatMulIntegerToFloat",
              "MatMulNBits" ->
              product(node, value(node, 0), value(node, 1), 1);
          case "QLinearMatMul" -> product(node, value(node, 0), value(node, 3), 3);
          case "Gemm" -> product(node, value(node, 0), value(node, 1), 2);
          case "QGemm" -> product(node, value(node, 0), value(node, 3), 6);
          case "Conv", "ConvInteger", "QLinearConv" -> convolution(node);
          case "Gather" -> gather(node);
          case "LayerNormalization", "SimplifiedLayerNormalization", "RMSNormalization" ->
              norm(stream(value(node, 0)), value(node, 1), value(node, 2));
          case "SkipLayerNormalization", "SkipSimplifiedLayerNormalization" -> skipNorm(node);
          case "EmbedLayerNormalization" -> embedNorm(node);
          case "Attention", "QAttention" -> attention(node);
          case "MultiHeadAttention", "GroupQueryAttention", "PackedMultiHeadAttention" ->
              attend(value(node, 0), value(node, 1), value(node, 2));
          case "Softmax" -> block(Kind.SOFTMAX, stream(value(node, 0)));
          case "ReduceMean", "ReduceL2", "ReduceSum" -> measure(value(node, 0));
          case "Add", "Sum" -> sum(value(node, 0), value(node, 1));
          case "Sub" -> difference(value(node, 0), value(node, 1));
          case "Mul", "Div" -> ratio(value(node, 0), value(node, 1));
          case "Pow" -> power(value(node, 0));
          case "Sqrt", "Reciprocal" -> value(node, 0);
          case "Transpose" -> transposed(value(node, 0));
          case "Reshape", "Flatten" -> reshaped(value(node, 0));
          case "Split" -> {
            split(node);
            yield SIDE;
          }
          default -> other(node);
        };
    if (node.op().equals("Split")) {
      return;
    }
    for (int i = 0; i < node.outputs().size(); i++) {
      // Further outputs are scales, means or caches.
      values.put(node.outputs().get(i), i == 0 ? result : SIDE);
    }
    if (node.op().startsWith("Skip") && node.outputs().size() > 3) {
      values.put(node.outputs().get(3), lastSum());
    }
  }

  private Value value(Node node, int input) {
    Optional<String> name = node.input(input);
    if (name.isEmpty()) {
      return SIDE;
    }
    Value known = values.get(name.get());
    if (known != null) {
      return known;
    }
    return onnx.tensorOf(name.get()).<Value>map(tensor -> new Constant(tensor, false)).orElse(SIDE);
  }

  private Value product(Node node, Value left, Value right, int biasInput) {
    boolean packed = node.op().equals("MatMulNBits");
    if (right instanceof Constant weight && left instanceof Stream stream) {
      boolean turned = node.integer("transB", 0) != 0 || packed;
      Value linear = linear(stream.flow(), weight, weight.flipped() == turned);
      return biasInput > 1 ? biased(linear, value(node, biasInput)) : linear;
    }
    if (left instanceof Constant weight && right instanceof Stream stream) {
      return linear(stream.flow(), weight, weight.flipped());
    }
    if (left instanceof Stream one && right instanceof Stream two) {
      return new Stream(flow(add(Kind.PRODUCT, List.of(one.flow(), two.flow()), null, false)));
    }
    return anyStream(left, right);
  }

  private Value linear(Flow input, Constant weight, boolean inFirst) {
    if (weight.tensor().shape().size() != 2) {
      return new Stream(input);
    }
    return new Stream(flow(add(Kind.LINEAR, List.of(input), weight.tensor(), inFirst)));
  }

  private Value convolution(Node node) {
    Value input = value(node, 0);
    Value weight = value(node, node.op().equals("QLinearConv") ? 3 : 1);
    if (weight instanceof Constant constant) {
      List<Flow> inputs = input instanceof Stream stream ? List.of(stream.flow()) : List.of();
      GraphBlock block = add(Kind.STEM, inputs, constant.tensor(), false);
      if (value(node, 2) instanceof Constant bias && node.op().equals("Conv")) {
        block.bias = bias.tensor();
      }
      return new Stream(flow(block));
    }
    return anyStream(input, weight);
  }

  private Value gather(Node node) {
    Value data = value(node, 0);
    boolean rows = data instanceof Constant table && table.tensor().shape().size() == 2;
    if (rows && data instanceof Constant table && table.tensor().shape().get(1) > 1) {
      return new Stream(flow(add(Kind.EMBED, List.of(), table.tensor(), false)));
    }
    return data instanceof Constant ? SIDE : data;
  }

  private Value norm(Optional<Flow> input, Value gain, Value bias) {
    if (input.isEmpty()) {
      return SIDE;
    }
    if (!(gain instanceof Constant constant) || !vector(constant.tensor())) {
      return new Stream(input.get());
    }
    GraphBlock block = add(Kind.NORM, List.of(input.get()), constant.tensor(), false);
    if (bias instanceof Constant shift && vector(shift.tensor())) {
      block.bias = shift.tensor();
    }
    return new Stream(flow(block));
  }

  private Value skipNorm(Node node) {
    Value left = value(node, 0);
    boolean simplified = node.op().contains("Simplified");
    Value bias = value(node, simplified ? 3 : 4);
    Value sum = sum(biased(left, bias), value(node, 1));
    return norm(stream(sum), value(node, 2), simplified ? SIDE : value(node, 3));
  }

  private Value lastSum() {
    for (int i = blocks.size() - 1; i >= 0; i--) {
      if (blocks.get(i).kind == Kind.ADD) {
        return new Stream(flow(blocks.get(i)));
      }
    }
    return SIDE;
  }

  private Value embedNorm(Node node) {
    Value sum = SIDE;
    for (int input = 2; input <= 4; input++) {
      if (value(node, input) instanceof Constant table) {
        Value rows = new Stream(flow(add(Kind.EMBED, List.of(), table.tensor(), false)));
        sum = sum instanceof Side ? rows : sum(sum, rows);
      }
    }
    return norm(stream(sum), value(node, 5), value(node, 6));
  }

  private Value attention(Node node) {
    Value input = value(node, 0);
    if (value(node, 1) instanceof Constant weight && input instanceof Stream stream) {
      Value linear = linear(stream.flow(), weight, true);
      Value joined = biased(linear, value(node, 2));
      if (joined instanceof Stream all) {
        var shares = new ArrayList<Flow>();
        for (int i = 0; i < 3; i++) {
          shares.add(new Flow(all.flow().block(), false, false, i));
        }
        return new Stream(flow(add(Kind.ATTEND, shares, null, false)));
      }
    }
    return attend(input, value(node, 1), value(node, 2));
  }

  private Value attend(Value query, Value key, Value value) {
    Optional<Flow> q = stream(query);
    Optional<Flow> k = stream(key);
    Optional<Flow> v = stream(value);
    if (q.isEmpty() || k.isEmpty() || v.isEmpty()) {
      return anyStream(query, key);
    }
    var inputs = List.of(q.get(), k.get(), v.get());
    return new Stream(flow(add(Kind.ATTEND, inputs, null, false)));
  }

  private Value measure(Value value) {
    return switch (value) {
      case Stream stream -> new Measure(stream.flow());
      case Normed normed -> new Measure(normed.flow());
      case Measure measure -> measure;
      case Constant constant -> constant;
      case Side side -> side;
    };
  }

  private Value power(Value value) {
    return value instanceof Stream stream ? new Stream(stream.flow().activate()) : value;
  }

  private Value sum(Value left, Value right) {
    if (left instanceof Constant constant) {
      return right instanceof Constant ? SIDE : biased(right, constant);
    }
    if (right instanceof Constant constant) {
      return biased(left, constant);
    }
    if (left instanceof Stream one && right instanceof Stream two) {
      if (one.flow().block() == two.flow().block()) {
        return new Stream(one.flow().activate());
      }
      var inputs = List.of(one.flow(), two.flow());
      return new Stream(flow(add(Kind.ADD, inputs, null, false)));
    }
    return anyStream(left, right);
  }

  /**
   * Adds a constant: the bias of the block before, or rows of positions, or nothing of interest.
   */
  private Value biased(Value value, Value constant) {
    if (!(constant instanceof Constant shift) || !(value instanceof Stream stream)) {
      return value;
    }
    GraphBlock block = blocks.get(stream.flow().block());
    StoredTensor tensor = shift.tensor();
    boolean fresh = !stream.flow().activated() && block.bias == null && vector(tensor);
    boolean takes = block.kind == Kind.LINEAR && tensor.elements() == block.out();
    takes |= block.kind == Kind.STEM;
    takes |=
        block.kind == Kind.NORM
            && block.weight != null
            && tensor.elements() == block.weight.elements();
    if (fresh && takes) {
      block.bias = tensor;
      return value;
    }
    int axes = (int) tensor.shape().stream().filter(length -> length > 1).count();
    if (axes == 2 && tensor.shape().getLast() > 1 && tensor.type().floating()) {
      GraphBlock rows = add(Kind.EMBED, List.of(), tensor, false);
      return new Stream(flow(add(Kind.ADD, List.of(stream.flow(), flow(rows)), null, false)));
    }
    return value;
  }

  private Value difference(Value left, Value right) {
    if (left instanceof Stream && right instanceof Measure) {
      return left;
    }
    return anyStream(left, right);
  }

  private Value ratio(Value left, Value right) {
    if (left instanceof Stream stream && right instanceof Measure measure) {
      return stream.flow().block() == measure.flow().block() ? new Normed(stream.flow()) : left;
    }
    if (right instanceof Stream stream && left instanceof Measure measure) {
      return stream.flow().block() == measure.flow().block() ? new Normed(stream.flow()) : right;
    }
    if (left instanceof Normed normed && right instanceof Constant gain) {
      return gained(normed, gain);
    }
    if (right instanceof Normed normed && left instanceof Constant gain) {
      return gained(normed, gain);
    }
    if (left instanceof Stream one && right instanceof Stream two) {
      if (one.flow().block() == two.flow().block()) {
        boolean straight = one.flow().share() == two.flow().share();
        return new Stream(straight ? one.flow().activate() : one.flow());
      }
      var inputs = List.of(one.flow(), two.flow());
      return new Stream(flow(add(Kind.GATED, inputs, null, false)));
    }
    return anyStream(left, right);
  }

  private Value gained(Normed normed, Constant gain) {
    return vector(gain.tensor()) ? norm(Optional.of(normed.flow()), gain, SIDE) : normed;
  }

  private static Value transposed(Value value) {
    return switch (value) {
      case Constant constant -> new Constant(constant.tensor(), !constant.flipped());
      case Stream stream -> new Stream(stream.flow().reshape());
      case Measure measure -> measure;
      case Normed normed -> normed;
      case Side side -> side;
    };
  }

  private static Value reshaped(Value value) {
    return value instanceof Stream stream ? new Stream(stream.flow().reshape()) : value;
  }

  private void split(Node node) {
    Value input = value(node, 0);
    for (int i = 0; i < node.outputs().size(); i++) {
      boolean direct = input instanceof Stream stream && !stream.flow().reshaped();
      Value part = input;
      if (direct && input instanceof Stream stream && stream.flow().share() < 0) {
        part = new Stream(new Flow(stream.flow().block(), stream.flow().activated(), false, i));
      }
      values.put(node.outputs().get(i), part);
    }
  }

  private Value other(Node node) {
    if (SHAPES.contains(node.op())) {
      return SIDE;
    }
    Value found = SIDE;
    for (int i = 0; i < node.inputs().size(); i++) {
      Value input = value(node, i);
      boolean better = input instanceof Stream || input instanceof Normed;
      better |= input instanceof Measure && found instanceof Side;
      better |= input instanceof Constant && i == 0 && passesConstant(node.op());
      if (better && !(found instanceof Stream)) {
        found = input;
      }
    }
    if (node.op().equals("BiasGelu") || node.op().equals("FastGelu")) {
      found = biased(found, value(node, 1));
    }
    return ACTIVATIONS.contains(node.op()) && found instanceof Stream stream
        ? new Stream(stream.flow().activate())
        : found;
  }

  private static boolean passesConstant(String op) {
    return switch (op) {
      case "Identity", "Cast", "DequantizeLinear", "Slice", "Unsqueeze", "Squeeze" -> true;
      default -> false;
    };
  }

  private Value anyStream(Value left, Value right) {
    if (left instanceof Stream || left instanceof Normed) {
      return left;
    }
    if (right instanceof Stream || right instanceof Normed) {
      return right;
    }
    return left instanceof Measure ? left : right instanceof Measure ? right : SIDE;
  }

  private Value block(Kind kind, Optional<Flow> input) {
    return input
        .<Value>map(flow -> new Stream(flow(add(kind, List.of(flow), null, false))))
        .orElse(SIDE);
  }

  private static Optional<Flow> stream(Value value) {
    return switch (value) {
      case Stream stream -> Optional.of(stream.flow());
      case Normed normed -> Optional.of(normed.flow());
      case Constant constant -> Optional.empty();
      case Measure measure -> Optional.empty();
      case Side side -> Optional.empty();
    };
  }

  private GraphBlock add(
      Kind kind, List<Flow> inputs, @Nullable StoredTensor weight, boolean inFirst) {
    var block = new GraphBlock(blocks.size(), kind, inputs, weight, inFirst);
    blocks.add(block);
    return block;
  }

  private static Flow flow(GraphBlock block) {
    return new Flow(block.index, false, false, -1);
  }

  private static boolean vector(StoredTensor tensor) {
    return tensor.elements() > 1
        && tensor.shape().stream().filter(length -> length > 1).count() == 1
        && tensor.shape().getLast() > 1;
  }
}
