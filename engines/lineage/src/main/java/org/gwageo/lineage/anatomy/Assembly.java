package org.gwageo.lineage.anatomy;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import org.gwageo.lineage.anatomy.Claim.Fusion;
import org.gwageo.lineage.anatomy.Settings.Heads;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.checkpoint.StoredTensor;

/**
 * Turns what is claimed of each tensor into parts at places: fused tensors taken apart, everything
 * in (out, in), each place taken once, and what does not fit its claim set aside with a reason.
 */
final class Assembly {

  private final Settings settings;
  private final SequencedMap<String, StoredTensor> tensors = new LinkedHashMap<>();
  private final Map<String, Claim> claims = new HashMap<>();
  private final Map<Place, StoredTensor> claimed = new HashMap<>();
  private final Map<String, Integer> widths = new HashMap<>();
  private final Set<String> inFirst;
  private final SequencedMap<Place, Part> parts = new TreeMap<>();
  private final SequencedMap<String, String> remarks = new LinkedHashMap<>();
  private boolean tied;

  /**
   * @param claims what is claimed of each tensor, by its name
   * @param inFirst the names of matrices that the file stores (in, out)
   */
  private Assembly(
      Settings settings,
      Collection<StoredTensor> tensors,
      Map<String, Claim> claims,
      Set<String> inFirst) {
    this.settings = settings;
    this.inFirst = inFirst;
    for (StoredTensor tensor : tensors) {
      Claim claim = claims.get(tensor.name());
      this.tensors.put(tensor.name(), tensor);
      if (claim == null) {
        claim = Claim.unknown(Place.TEXT, tensor.name(), "nothing says what it is");
      }
      this.claims.put(tensor.name(), claim);
      if (!claim.isUnknown()) {
        claimed.putIfAbsent(claim.place(), tensor);
      }
    }
    measureWidths();
  }

  /**
   * Assembles a checkpoint.
   *
   * @throws CheckpointException if two tensors of different values claim one place, or a tensor of
   *     a known role has a number of axes that the role cannot have
   */
  static Assembly of(
      Settings settings,
      Collection<StoredTensor> tensors,
      Map<String, Claim> claims,
      Set<String> inFirst)
      throws CheckpointException {
    var assembly = new Assembly(settings, tensors, claims, inFirst);
    for (StoredTensor tensor : assembly.tensors.values()) {
      for (Part part : assembly.taken(tensor)) {
        assembly.put(part);
      }
    }
    assembly.tie();
    assembly.dropForeignWidths();
    return assembly;
  }

  SequencedMap<Place, Part> parts() {
    return parts;
  }

  SequencedMap<String, String> remarks() {
    return remarks;
  }

  boolean tied() {
    return tied;
  }

  /** Takes the most frequent length of the vectors over residual channels as a tower's width. */
  private void measureWidths() {
    var counts = new HashMap<String, Map<Integer, Integer>>();
    claims.forEach(
        (name, claim) -> {
          Role role = claim.place().role();
          StoredTensor tensor = tensors.get(name);
          if (tensor == null || claim.isUnknown() || tensor.elements() > Integer.MAX_VALUE) {
            return;
          }
          if (role.residualGain() && !claim.stacked()) {
            count(counts, claim.place().tower(), (int) tensor.elements(), 1);
          } else if (role == Role.EMBEDDING || role == Role.OUTPUT) {
            int axis = role == Role.EMBEDDING || inFirst.contains(name) ? 1 : 0;
            if (tensor.shape().size() == 2 && tensor.shape().get(axis) <= Integer.MAX_VALUE) {
              count(counts, claim.place().tower(), tensor.shape().get(axis).intValue(), 1);
            }
          }
        });
    counts.forEach(
        (tower, lengths) -> {
          int most = lengths.values().stream().mapToInt(Integer::intValue).max().orElse(0);
          widths.put(
              tower,
              lengths.entrySet().stream()
                  .filter(entry -> entry.getValue() == most)
                  .mapToInt(Map.Entry::getKey)
                  .max()
                  .orElse(0));
        });
  }

  private static void count(
      Map<String, Map<Integer, Integer>> counts, String tower, int length, int times) {
    counts.computeIfAbsent(tower, any -> new HashMap<>()).merge(length, times, Integer::sum);
  }

  private List<Part> taken(StoredTensor tensor) throws CheckpointException {
    Claim claim = claim(tensor);
    Place place = claim.place();
    Role role = place.role();
    Optional<String> fixed = FixedContent.reason(place, tensor);
    if (fixed.isPresent()) {
      remarks.put(tensor.name(), fixed.get());
      Role kind = role == Role.POSITION ? Role.FIXED_POSITION : Role.FIXED;
      var where = new Place(place.tower(), kind, Place.NONE, Place.NONE, tensor.name());
      return List.of(Part.of(where, tensor));
    }
    if (claim.isUnknown()) {
      remarks.put(tensor.name(), claim.remark());
      return List.of(Part.of(place, tensor));
    }
    if (tensor.elements() == 0) {
      return unplaced(claim, tensor, "it holds no numbers");
    }
    if (claim.stacked()) {
      return stacked(claim, tensor);
    }
    if (role.axes() == 0 && claim.fusion() == Fusion.NONE) {
      return List.of(rotary(claim, tensor, Part.of(place, tensor)));
    }
    int axes = (int) tensor.shape().stream().filter(length -> length != 1).count();
    int listed = tensor.shape().size();
    if (role == Role.STEM) {
      return listed >= 2 ? List.of(Part.of(place, tensor)) : wrong(tensor, 2);
    }
    if (role == Role.POSITION && listed >= 2) {
      return List.of(Part.lastAxis(place, tensor));
    }
    if (role.axes() == 1 || role.axes() == 0) {
      if (axes > 1 || (listed > 1 && axes == 1 && tensor.shape().getLast() == 1)) {
        return wrong(tensor, 1);
      }
      if (claim.fusion() != Fusion.NONE) {
        return fused(claim, tensor);
      }
      return List.of(rotary(claim, tensor, Part.flat(place, tensor)));
    }
    if (role == Role.ROUTER && listed == 1) {
      var row = Part.View.matrix(0, 1, tensor.elements(), tensor.elements(), 1);
      return List.of(Part.share(place, tensor, "as one row", row));
    }
    if (role == Role.KEY_VALUE_UP && listed == 3) {
      return List.of(Part.lastAxis(place, tensor));
    }
    if (listed != 2 && !(listed > 2 && axes <= 2 && tensor.shape().get(0) != 1)) {
      return wrong(tensor, 2);
    }
    return matrix(claim, tensor);
  }

  private List<Part> matrix(Claim claim, StoredTensor tensor) {
    if (claim.fusion() != Fusion.NONE) {
      return fused(claim, tensor);
    }
    Place place = claim.place();
    if (place.role() == Role.QUERY && gatedQuery(place, tensor)) {
      return queryAndGate(claim, tensor);
    }
    boolean transposed = inFirst.contains(tensor.name());
    Part part = transposed ? Part.transposed(place, tensor) : Part.of(place, tensor);
    return List.of(rotary(claim, tensor, part));
  }

  /** A projection of a plain name may hold gate and up together, which only its shape shows. */
  private Claim claim(StoredTensor tensor) {
    Claim claim = claims.getOrDefault(tensor.name(), Claim.unknown(Place.TEXT, tensor.name(), "?"));
    Place place = claim.place();
    if (experts(claim, tensor)) {
      return new Claim(
              new Place(place.tower(), place.role(), place.layer(), 0, place.name()),
              claim.fusion(),
              false,
              "")
          .withExperts();
    }
    boolean up = place.role() == Role.UP || place.role() == Role.UP_BIAS;
    if (!up || claim.fusion() != Fusion.NONE || claim.stacked()) {
      return claim;
    }
    StoredTensor down = claimed.get(at(place, Role.DOWN));
    boolean gated = claimed.containsKey(at(place, Role.GATE));
    if (down == null || gated || down.shape().size() != 2 || tensor.shape().isEmpty()) {
      return claim;
    }
    long neurons = down.shape().get(inFirst.contains(down.name()) ? 0 : 1);
    long rows =
        tensor.shape().size() == 2 && inFirst.contains(tensor.name())
            ? tensor.shape().get(1)
            : tensor.shape().get(0);
    return rows == 2 * neurons ? claim.fused(Fusion.GATE_UP) : claim;
  }

  /** Beside a router, a matrix of an MLP with three axes holds all experts of its layer. */
  private boolean experts(Claim claim, StoredTensor tensor) {
    Role role = claim.place().role();
    return role.ofNeurons()
        && role.axes() == 2
        && claim.place().expert() == Place.NONE
        && !claim.stacked()
        && tensor.shape().size() == 3
        && claimed.containsKey(at(claim.place(), Role.ROUTER));
  }

  private List<Part> fused(Claim claim, StoredTensor tensor) {
    boolean transposed = inFirst.contains(tensor.name());
    List<Long> shape = tensor.shape();
    long rows = shape.size() == 2 && transposed ? shape.get(1) : shape.getFirst();
    long width = shape.size() == 2 ? tensor.elements() / Math.max(1, rows) : 0;
    Place place = claim.place();
    if (claim.fusion() != Fusion.QUERY_KEY_VALUE) {
      if (rows % 2 != 0) {
        return unplaced(
            claim, tensor, "gate and up projection together have an odd %d rows".formatted(rows));
      }
      boolean bias = place.role() == Role.UP_BIAS;
      var stack = new ExpertStack(tensor, 1, rows, Math.max(1, width), transposed, false);
      Role gate = bias ? Role.GATE_BIAS : Role.GATE;
      boolean upFirst = claim.fusion() == Fusion.UP_GATE;
      return stack
          .gateAndUp(place, upFirst ? place.role() : gate, upFirst ? gate : place.role())
          .stream()
          .map(part -> part.at(at(part.place(), part.place().role(), place.expert())))
          .toList();
    }
    Heads heads = settings.heads(place.tower());
    Optional<FusedAttention.Order> order =
        FusedAttention.order(tensor.name(), settings, heads, rows, widths(place.tower()));
    if (order.isEmpty()) {
      return unplaced(
          claim, tensor, "query, key and value are joined in an order that nothing settles");
    }
    StoredTensor output = claimed.get(at(place, Role.OUTPUT));
    long queryRows =
        output == null || output.shape().size() != 2
            ? 0
            : output.shape().get(inFirst.contains(output.name()) ? 0 : 1);
    var split = FusedAttention.rows(order.get(), heads, rows, queryRows);
    if (split.isEmpty()) {
      return unplaced(
          claim,
          tensor,
          "query, key and value are joined in %d rows, and the heads are not known"
              .formatted(rows));
    }
    return FusedAttention.split(claim, tensor, split.get(), transposed);
  }

  /** Some families double the rows of the query: half of each head is a gate of the output. */
  private boolean gatedQuery(Place place, StoredTensor tensor) {
    StoredTensor output = claimed.get(at(place, Role.OUTPUT));
    StoredTensor norm = claimed.get(at(place, Role.QUERY_NORM));
    return output != null
        && norm != null
        && output.shape().size() == 2
        && tensor.shape().getFirst() == 2 * output.shape().getLast()
        && tensor.shape().getFirst() % (2 * Math.max(1, norm.elements())) == 0;
  }

  private List<Part> queryAndGate(Claim claim, StoredTensor tensor) {
    Place place = claim.place();
    StoredTensor norm = claimed.get(at(place, Role.QUERY_NORM));
    int size = norm == null ? 1 : (int) norm.elements();
    int rows = (int) (tensor.shape().getFirst() / 2);
    var query = new int[rows];
    var gate = new int[rows];
    for (int i = 0; i < rows; i++) {
      query[i] = i / size * 2 * size + i % size;
      gate[i] = query[i] + size;
    }
    Place ofGate = at(place, Role.ATTENTION_GATE);
    return List.of(
        Part.share(place, tensor, "query", FusedAttention.view(tensor, query, false)),
        Part.share(ofGate, tensor, "gate", FusedAttention.view(tensor, gate, false)));
  }

  private Part rotary(Claim claim, StoredTensor tensor, Part part) {
    Place place = claim.place();
    boolean query =
        place.role() == Role.QUERY
            || (place.role() == Role.ATTENTION_BIAS && place.name().equals("query"));
    boolean key =
        place.role() == Role.KEY
            || (place.role() == Role.ATTENTION_BIAS && place.name().equals("key"));
    boolean paired =
        settings.gguf()
            ? GgufNames.paired(settings.family()) && place.tower().equals(Place.TEXT)
            : tensor.name().matches("(?:.*\\.)?attention\\.w[qk]\\.weight")
                && !settings.family().startsWith("internlm");
    if (!paired || !(query || key)) {
      return part;
    }
    Heads heads = settings.heads(place.tower());
    var order =
        FusedAttention.halfHeads(tensor.shape().getFirst(), query ? heads.query() : heads.key());
    if (order.isEmpty()) {
      remarks.put(
          tensor.name(),
          "its rows stand in rotary pairs, and nothing says how many heads they belong to");
      return part;
    }
    return Part.share(place, tensor, "half heads", FusedAttention.view(tensor, order.get(), false));
  }

  private List<Part> stacked(Claim claim, StoredTensor tensor) {
    var layout =
        new ExpertLayout(settings, claimed, widths(claim.place().tower())).of(claim, tensor);
    if (layout.stack().isEmpty()) {
      return unplaced(claim, tensor, layout.remark());
    }
    Place place = claim.place();
    boolean bias = place.role().axes() == 1;
    return claim.fusion() == Fusion.GATE_UP
        ? layout
            .stack()
            .get()
            .gateAndUp(place, bias ? Role.GATE_BIAS : Role.GATE, bias ? Role.UP_BIAS : Role.UP)
        : layout.stack().get().single(place);
  }

  private int widths(String tower) {
    return widths.getOrDefault(tower, 0);
  }

  private static Place at(Place place, Role role) {
    return at(place, role, place.expert());
  }

  private static Place at(Place place, Role role, int expert) {
    return new Place(place.tower(), role, place.layer(), expert, place.name());
  }

  private List<Part> unplaced(Claim claim, StoredTensor tensor, String remark) {
    remarks.put(tensor.name(), remark);
    var unknown = Claim.unknown(claim.place().tower(), tensor.name(), remark);
    return List.of(Part.of(unknown.place(), tensor));
  }

  private static List<Part> wrong(StoredTensor tensor, int axes) throws CheckpointException {
    throw new CheckpointException(
        "tensor %s has shape %s; a tensor of its name has %d axes"
            .formatted(tensor.name(), tensor.shape(), axes));
  }

  private void put(Part part) throws CheckpointException {
    Part other = parts.putIfAbsent(part.place(), part);
    if (other == null) {
      return;
    }
    if (!other.sameValues(part)) {
      throw new CheckpointException(
          "tensors %s and %s both claim to be the %s of layer %d"
              .formatted(other.name(), part.name(), part.place().role(), part.place().layer()));
    }
    remarks.put(part.stored().name(), "the same numbers as " + other.name());
  }

  /** An output vocabulary that repeats the input vocabulary is one tensor, tested once. */
  private void tie() {
    var heads = parts.keySet().stream().filter(place -> place.role() == Role.LM_HEAD).toList();
    for (Place place : heads) {
      Part head = parts.get(place);
      for (String tower : List.of(place.tower(), Place.TEXT)) {
        Part embedding = parts.get(new Place(tower, Role.EMBEDDING, Place.NONE, Place.NONE, ""));
        if (head != null && embedding != null && head.sameValues(embedding)) {
          parts.remove(place);
          remarks.put(head.stored().name(), "the same numbers as " + embedding.name());
          tied = true;
          break;
        }
      }
    }
    boolean headless = parts.keySet().stream().noneMatch(p -> p.role() == Role.LM_HEAD);
    boolean decoder = parts.keySet().stream().anyMatch(p -> p.role() == Role.FINAL_NORM);
    // A GGUF file leaves the output table out where it is the input table.
    tied |= headless && (settings.tied() || (settings.gguf() && decoder));
  }

  /** Sets parts aside whose channels are not those of the tower, such as factorised embeddings. */
  private void dropForeignWidths() {
    for (Part part : List.copyOf(parts.values())) {
      Place place = part.place();
      var axis = place.role().channelAxis();
      int width = widths(place.tower());
      if (axis.isEmpty() || width == 0) {
        continue;
      }
      long length = part.shape().get(axis.getAsInt());
      if (length != width) {
        String remark = "it has %d channels where its tower has %d".formatted(length, width);
        remarks.put(part.stored().name(), remark);
        parts.remove(place);
        Place unknown = Claim.unknown(place.tower(), part.name(), remark).place();
        parts.put(unknown, part.at(unknown));
      }
    }
  }
}
