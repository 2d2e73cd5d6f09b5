package org.gwageo.lineage.anatomy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gwageo.lineage.anatomy.Claim.Fusion;
import org.gwageo.lineage.anatomy.GraphBlock.Flow;
import org.gwageo.lineage.anatomy.GraphBlock.Kind;
import org.gwageo.lineage.anatomy.LeafNames.Leaf;
import org.gwageo.lineage.checkpoint.Onnx;
import org.gwageo.lineage.checkpoint.StoredTensor;

/**
 * Finds what each weight of an ONNX file does from the computation alone, so that it does not
 * matter what the exporter called it: the two streams whose product a softmax takes are query and
 * key, what its result multiplies is the value, the projection behind that is the output; a
 * projection behind an activation is the down projection of an MLP; a norm is named after what it
 * follows and what reads it. Layers are counted in the order of computation.
 */
final class GraphRoles {

  /** Rows of segment types are few. */
  private static final long MOST_SEGMENTS = 16;

  private final List<GraphBlock> blocks;
  private final List<List<GraphBlock>> readers = new ArrayList<>();
  private final Map<String, Claim> claims = new HashMap<>();
  private final Set<String> inFirst = new HashSet<>();
  private final Map<Integer, Leaf> roles = new HashMap<>();
  private final Map<Integer, Integer> layers = new HashMap<>();
  private final String tower;
  private int attentions;

  private GraphRoles(List<GraphBlock> blocks) {
    this.blocks = blocks;
    for (int i = 0; i < blocks.size(); i++) {
      readers.add(new ArrayList<>());
    }
    for (GraphBlock block : blocks) {
      for (Flow input : block.inputs) {
        readers.get(input.block()).add(block);
      }
    }
    this.tower = tower(blocks);
  }

  /** Reads the graph of an ONNX file. */
  static GraphRoles of(Onnx onnx) {
    var roles = new GraphRoles(GraphBlocks.of(onnx));
    roles.embeddings();
    roles.attention();
    roles.mlps();
    roles.norms();
    roles.head();
    roles.claim();
    return roles;
  }

  /** Returns what the graph says of each tensor it knows the use of, by the tensor's name. */
  Map<String, Claim> claims() {
    return claims;
  }

  /** Returns the names of the matrices that the file stores (in, out). */
  Set<String> inFirst() {
    return inFirst;
  }

  private static String tower(List<GraphBlock> blocks) {
    boolean rows =
        blocks.stream()
            .anyMatch(
                block ->
                    block.kind == Kind.EMBED
                        && block.weight != null
                        && block.weight.shape().size() == 2
                        && block.weight.shape().getFirst() > 4 * block.weight.shape().getLast());
    Optional<Integer> axes =
        blocks.stream()
            .filter(block -> block.kind == Kind.STEM && block.weight != null)
            .map(block -> block.weight == null ? 0 : block.weight.shape().size())
            .findFirst();
    if (rows || axes.isEmpty()) {
      return Place.TEXT;
    }
    return axes.get() >= 4 ? Place.VISION : Place.AUDIO;
  }

  private void embeddings() {
    var tables = blocks.stream().filter(block -> block.kind == Kind.EMBED).toList();
    var byRows = new ArrayList<>(tables);
    byRows.sort(Comparator.comparingLong(GraphRoles::rows).reversed());
    boolean first = tower.equals(Place.TEXT);
    for (GraphBlock table : byRows) {
      Role role =
          first
              ? Role.EMBEDDING
              : rows(table) <= MOST_SEGMENTS && tower.equals(Place.TEXT)
                  ? Role.SEGMENT
                  : Role.POSITION;
      first = false;
      put(table, role, Place.NONE, "");
    }
    String label = "";
    for (GraphBlock block : blocks) {
      if (block.kind == Kind.STEM && !tower.equals(Place.TEXT) && !fixed(block)) {
        put(block, Role.STEM, Place.NONE, label);
        label = label.isEmpty() ? "second" : label + "+";
      }
    }
  }

  /** A Fourier transform is stored as a convolution too. */
  private static boolean fixed(GraphBlock block) {
    return block.weight != null
        && (FixedContent.named(block.weight.name()) || FormulaMatrix.is(block.weight));
  }

  private static long rows(GraphBlock table) {
    return table.weight == null
        ? 0
        : table.weight.elements() / Math.max(1, table.weight.shape().getLast());
  }

  private void attention() {
    for (GraphBlock block : blocks) {
      if (block.kind == Kind.ATTEND) {
        attention(block.inputs.get(0), block.inputs.get(1), block.inputs.get(2), block);
      } else if (block.kind == Kind.SOFTMAX) {
        GraphBlock scores = blocks.get(block.inputs.getFirst().block());
        if (scores.kind != Kind.PRODUCT) {
          continue;
        }
        for (GraphBlock mixed : readers.get(block.index)) {
          if (mixed.kind == Kind.PRODUCT) {
            Flow one = mixed.inputs.get(0);
            Flow value = one.block() == block.index ? mixed.inputs.get(1) : one;
            attention(scores.inputs.get(0), scores.inputs.get(1), value, mixed);
            break;
          }
        }
      }
    }
  }

  private void attention(Flow query, Flow key, Flow value, GraphBlock mixed) {
    Optional<GraphBlock> q = projection(query);
    Optional<GraphBlock> k = projection(key);
    Optional<GraphBlock> v = projection(value);
    if (q.isEmpty() || k.isEmpty() || v.isEmpty() || roles.containsKey(q.get().index)) {
      return;
    }
    boolean joined = q.get() == k.get() && k.get() == v.get();
    boolean cross = !joined && !source(q.get()).equals(source(k.get())) && attentions > 0;
    int layer = cross ? attentions - 1 : attentions++;
    String label = cross ? "cross" : "";
    if (joined) {
      boolean inOrder = query.share() == 0 && key.share() == 1 && value.share() == 2;
      if (inOrder) {
        roles.put(q.get().index, new Leaf(Role.QUERY, "", Fusion.QUERY_KEY_VALUE));
        layers.put(q.get().index, layer);
      }
    } else {
      put(q.get(), Role.QUERY, layer, label);
      put(k.get(), Role.KEY, layer, label);
      put(v.get(), Role.VALUE, layer, label);
    }
    headNorm(query, Role.QUERY_NORM, layer, label);
    headNorm(key, Role.KEY_NORM, layer, label);
    next(mixed).ifPresent(output -> put(output, Role.OUTPUT, layer, label));
  }

  /** Returns the projection that a stream comes from, through a norm over its heads. */
  private Optional<GraphBlock> projection(Flow flow) {
    GraphBlock block = blocks.get(flow.block());
    for (int steps = 0; steps < 8 && block.kind != Kind.LINEAR; steps++) {
      boolean through = block.kind == Kind.NORM || block.kind == Kind.ADD;
      if (!through || block.inputs.isEmpty()) {
        return Optional.empty();
      }
      block = blocks.get(block.inputs.getFirst().block());
    }
    return block.kind == Kind.LINEAR ? Optional.of(block) : Optional.empty();
  }

  private void headNorm(Flow flow, Role role, int layer, String label) {
    GraphBlock block = blocks.get(flow.block());
    if (block.kind == Kind.NORM) {
      put(block, role, layer, label);
    }
  }

  private Optional<GraphBlock> next(GraphBlock mixed) {
    return readers.get(mixed.index).stream().filter(block -> block.kind == Kind.LINEAR).findFirst();
  }

  private Integer source(GraphBlock linear) {
    return linear.inputs.isEmpty() ? -1 : linear.inputs.getFirst().block();
  }

  private void mlps() {
    var downs = new ArrayList<GraphBlock>();
    for (GraphBlock block : blocks) {
      if (block.kind == Kind.LINEAR
          && !roles.containsKey(block.index)
          && !readsOf(block).isEmpty()) {
        downs.add(block);
      }
    }
    int before = 0;
    for (GraphBlock down : downs) {
      var reads = readsOf(down);
      int layer = downs.size() == attentions ? before : Math.max(0, outputsBefore(down.index) - 1);
      before++;
      put(down, Role.DOWN, layer, "");
      for (var read : reads.entrySet()) {
        put(blocks.get(read.getKey()), read.getValue().role(), layer, read.getValue().label());
      }
    }
  }

  /** Returns the reading projections of an MLP by their block, if {@code down} ends one. */
  private Map<Integer, Leaf> readsOf(GraphBlock down) {
    Flow input = down.inputs.getFirst();
    GraphBlock before = blocks.get(input.block());
    if (before.kind == Kind.LINEAR) {
      boolean mlp = input.activated() && free(before) && before.in() == down.out();
      return mlp ? Map.of(before.index, leaf(Role.UP, "")) : Map.of();
    }
    if (before.kind != Kind.GATED) {
      return Map.of();
    }
    Flow one = before.inputs.get(0);
    Flow two = before.inputs.get(1);
    GraphBlock first = blocks.get(one.block());
    GraphBlock second = blocks.get(two.block());
    boolean mlp =
        first.kind == Kind.LINEAR
            && second.kind == Kind.LINEAR
            && free(first)
            && free(second)
            && first.in() == down.out()
            && source(first).equals(source(second));
    if (!mlp) {
      return Map.of();
    }
    if (one.activated() == two.activated()) {
      return Map.of(
          first.index, leaf(Role.GATE_OR_UP, "first"),
          second.index, leaf(Role.GATE_OR_UP, "second"));
    }
    Role ofFirst = one.activated() ? Role.GATE : Role.UP;
    Role ofSecond = one.activated() ? Role.UP : Role.GATE;
    return Map.of(first.index, leaf(ofFirst, ""), second.index, leaf(ofSecond, ""));
  }

  private boolean free(GraphBlock block) {
    return !roles.containsKey(block.index);
  }

  private int outputsBefore(int index) {
    return (int)
        roles.entrySet().stream()
            .filter(entry -> entry.getValue().role() == Role.OUTPUT && entry.getKey() < index)
            .count();
  }

  private void norms() {
    var open = blocks.stream().filter(block -> block.kind == Kind.NORM && free(block)).toList();
    boolean postNorm = open.stream().anyMatch(this::followsAttentionInTheStream);
    for (GraphBlock norm : open) {
      norm(norm, postNorm);
    }
  }

  /** Whether the norm over x + attention(x) is itself what the next sum adds to. */
  private boolean followsAttentionInTheStream(GraphBlock norm) {
    GraphBlock sum = blocks.get(norm.inputs.getFirst().block());
    return sum.kind == Kind.ADD
        && addend(sum, Role.OUTPUT).isPresent()
        && readers.get(norm.index).stream().anyMatch(block -> block.kind == Kind.ADD);
  }

  private void norm(GraphBlock norm, boolean postNorm) {
    GraphBlock input = blocks.get(norm.inputs.getFirst().block());
    Optional<GraphBlock> attention = addend(input, Role.OUTPUT);
    Optional<GraphBlock> mlp = addend(input, Role.DOWN);
    boolean direct = input.kind == Kind.LINEAR;
    if ((direct || postNorm) && mlp.isPresent()) {
      put(norm, Role.POST_FEEDFORWARD_NORM, layer(mlp.get()), "");
      return;
    }
    if ((direct || postNorm) && attention.isPresent()) {
      String cross = roles.getOrDefault(attention.get().index, leaf(Role.OUTPUT, "")).label();
      put(norm, Role.POST_ATTENTION_NORM, layer(attention.get()), cross);
      return;
    }
    if (direct) {
      return;
    }
    boolean early = attention.isEmpty() && mlp.isEmpty() && !behindAnyLayer(norm);
    boolean added = readers.get(norm.index).stream().anyMatch(block -> block.kind == Kind.ADD);
    if (early && (postNorm || added)) {
      put(norm, Role.EMBEDDING_NORM, Place.NONE, "");
      return;
    }
    Optional<GraphBlock> attends = reader(norm, Role.QUERY);
    Optional<GraphBlock> feeds = reader(norm, Role.UP).or(() -> reader(norm, Role.GATE_OR_UP));
    if (attends.isPresent()) {
      String label = roles.getOrDefault(attends.get().index, leaf(Role.QUERY, "")).label();
      put(norm, Role.ATTENTION_NORM, layer(attends.get()), label);
    } else if (feeds.isPresent()) {
      put(norm, Role.PRE_FEEDFORWARD_NORM, layer(feeds.get()), "");
    } else if (behindAnyLayer(norm)) {
      put(norm, Role.FINAL_NORM, Place.NONE, "");
    }
  }

  private boolean behindAnyLayer(GraphBlock block) {
    return roles.entrySet().stream()
        .anyMatch(entry -> entry.getValue().role() == Role.DOWN && entry.getKey() < block.index);
  }

  /** Returns the projection of a role that a block is, or that a sum adds. */
  private Optional<GraphBlock> addend(GraphBlock block, Role role) {
    if (is(block, role)) {
      return Optional.of(block);
    }
    if (block.kind != Kind.ADD) {
      return Optional.empty();
    }
    return block.inputs.stream()
        .map(input -> blocks.get(input.block()))
        .filter(input -> is(input, role))
        .findFirst();
  }

  private Optional<GraphBlock> reader(GraphBlock norm, Role role) {
    return readers.get(norm.index).stream().filter(block -> is(block, role)).findFirst();
  }

  private boolean is(GraphBlock block, Role role) {
    return roles.containsKey(block.index)
        && roles.getOrDefault(block.index, leaf(Role.UNKNOWN, "")).role() == role;
  }

  private int layer(GraphBlock block) {
    return layers.getOrDefault(block.index, Place.NONE);
  }

  /** The output vocabulary is the last projection, onto as many rows as the input has. */
  private void head() {
    long vocabulary =
        blocks.stream()
            .filter(block -> is(block, Role.EMBEDDING))
            .mapToLong(GraphRoles::rows)
            .findFirst()
            .orElse(0);
    for (GraphBlock block : blocks) {
      if (block.kind == Kind.LINEAR && free(block) && block.out() == vocabulary) {
        put(block, Role.LM_HEAD, Place.NONE, "");
      }
    }
  }

  private void put(GraphBlock block, Role role, int layer, String label) {
    roles.putIfAbsent(block.index, leaf(role, label));
    layers.putIfAbsent(block.index, layer);
  }

  private static Leaf leaf(Role role, String label) {
    return new Leaf(role, label, Fusion.NONE);
  }

  private void claim() {
    for (GraphBlock block : blocks) {
      StoredTensor weight = block.weight;
      Leaf leaf = roles.get(block.index);
      if (weight != null && block.kind == Kind.LINEAR && block.inFirst) {
        inFirst.add(weight.name());
      }
      if (weight == null || leaf == null) {
        continue;
      }
      int layer = layer(block);
      claims.putIfAbsent(weight.name(), claim(layer, leaf, false));
      StoredTensor bias = block.bias;
      if (bias != null) {
        claims.putIfAbsent(bias.name(), claim(layer, leaf, true));
      }
    }
  }

  private Claim claim(int layer, Leaf leaf, boolean bias) {
    Leaf plain = new Leaf(leaf.role(), "", leaf.fusion());
    return TensorNames.claim(tower, layer, Place.NONE, plain, leaf.label(), bias);
  }
}
