package org.gwageo.lineage.checkpoint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Safetensors whose weights lie there in parts, codes apart from their scales, presented as the
 * tensors they stand for: each has the name and the shape, (out, in), that it had before it was
 * quantised. Which parts belong together follows from their names; parts that do not fit each other
 * make the tensor unreadable, not the file.
 */
final class Quantised implements Weights {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int CONFIG_LIMIT = 16 << 20;
  private static final String NF4_STATE = ".quant_state.bitsandbytes__nf4";

  /** How a weight is put together; throws what {@link StoredTensor} throws when it cannot be. */
  private interface Recipe {
    @Nullable StoredTensor make() throws CheckpointException;
  }

  private final Safetensors stored;
  private final boolean gptqSecondVersion;
  private final SequencedMap<String, StoredTensor> raw;
  private final Map<String, StoredTensor> made = new LinkedHashMap<>();
  private final Map<String, String> failed = new LinkedHashMap<>();
  private final Set<String> parts = new HashSet<>();
  private final SequencedMap<String, StoredTensor> tensors = new LinkedHashMap<>();

  private Quantised(Safetensors stored, boolean gptqSecondVersion) {
    this.stored = stored;
    this.gptqSecondVersion = gptqSecondVersion;
    this.raw = stored.tensors();
  }

  /** Returns {@code stored} as it is, or with its quantised weights joined if it has any. */
  static Weights present(Safetensors stored) throws CheckpointException {
    try {
      boolean gptq = stored.tensors().keySet().stream().anyMatch(name -> ends(name, ".qweight"));
      var view = new Quantised(stored, gptq && secondVersion(stored.files().getFirst()));
      view.raw.values().forEach(view::join);
      if (view.made.isEmpty() && view.failed.isEmpty()) {
        return stored;
      }
      view.arrange();
      return view;
    } catch (CheckpointException | RuntimeException e) {
      stored.close();
      throw e;
    }
  }

  @Override
  public SequencedMap<String, StoredTensor> tensors() {
    return Collections.unmodifiableSequencedMap(tensors);
  }

  @Override
  public Map<String, String> unreadable() {
    return Collections.unmodifiableMap(failed);
  }

  @Override
  public Map<String, String> metadata() {
    return stored.metadata();
  }

  @Override
  public List<Path> files() {
    return stored.files();
  }

  @Override
  public void close() {
    stored.close();
  }

  /** The second version of the GPTQ format keeps its zeros as they are, and says so. */
  private static boolean secondVersion(Path file) throws CheckpointException {
    for (String name : List.of("quantize_config.json", "config.json")) {
      Path config = file.resolveSibling(name);
      if (Files.isRegularFile(config)) {
        try {
          JsonNode tree = JSON.readTree(MappedFile.read(config, CONFIG_LIMIT));
          JsonNode own = tree.path("quantization_config");
          String format = (own.isObject() ? own : tree).path("checkpoint_format").asString("");
          if (!format.isEmpty()) {
            return format.equals("gptq_v2");
          }
        } catch (JacksonException e) {
          throw new CheckpointException(
              "%s is not JSON: %s"
                  .formatted(name, SafetensorsHeader.printable(e.getOriginalMessage())),
              e);
        }
      }
    }
    return false;
  }

  private void join(StoredTensor codes) {
    String name = codes.name();
    if (ends(name, ".qweight")) {
      String base = cut(name, ".qweight");
      make(base + ".weight", name, () -> packedColumns(base, codes));
    } else if (ends(name, "_blocks") && raw.containsKey(cut(name, "_blocks") + "_scales")) {
      String base = cut(name, "_blocks");
      make(base, name, () -> microscaled(base, codes));
    } else if (ends(name, ".weight_packed")) {
      String base = cut(name, ".weight_packed");
      make(base + ".weight", name, () -> packedRows(base, codes));
    } else if (raw.containsKey(name + NF4_STATE)) {
      make(name, name, () -> normalFloat(codes));
    } else if (codes.type() == ElementType.I8 && raw.containsKey(cut(name, "weight") + "SCB")) {
      String scale = cut(name, "weight") + "SCB";
      make(name, name, () -> scaled(codes, scale, Optional.empty(), 1 / 127f));
    } else if (codes.type() == ElementType.U8
        && raw.containsKey(name + "_scale")
        && raw.containsKey(name + "_scale_2")) {
      make(name, name, () -> twoScales(codes, name + "_scale", number(name + "_scale_2")));
    } else if (codes.type().bytes() == 1 && codes.type() != ElementType.BOOL) {
      for (String ending : List.of("_scale_inv", "_scale")) {
        if (raw.containsKey(name + ending) && !parts.contains(name)) {
          var zeros = Optional.ofNullable(raw.get(name + "_zero_point"));
          make(name, name, () -> scaled(codes, name + ending, zeros, 1));
        }
      }
    }
  }

  private void make(String name, String codes, Recipe recipe) {
    parts.add(codes);
    try {
      var tensor = recipe.make();
      if (tensor == null) {
        failed.put(
            name,
            "tensor %s is quantised in a way that is not read"
                .formatted(SafetensorsHeader.printable(name)));
      } else {
        made.put(codes, tensor);
      }
    } catch (CheckpointException | IllegalArgumentException | ArithmeticException e) {
      failed.put(
          name,
          "tensor %s cannot be put together: %s"
              .formatted(
                  SafetensorsHeader.printable(name),
                  SafetensorsHeader.printable(String.valueOf(e.getMessage()))));
    }
  }

  private void arrange() {
    for (var entry : raw.entrySet()) {
      var joined = made.get(entry.getKey());
      if (joined != null) {
        if (tensors.putIfAbsent(joined.name(), joined) != null) {
          failed.put(joined.name(), "tensor %s is there twice".formatted(joined.name()));
        }
      } else if (!parts.contains(entry.getKey())) {
        tensors.putIfAbsent(entry.getKey(), entry.getValue());
      }
    }
  }

  private @Nullable StoredTensor packedColumns(String base, StoredTensor codes)
      throws CheckpointException {
    var scales = part(base + ".scales");
    var zeros = part(base + ".qzeros");
    var groups = Optional.ofNullable(raw.get(base + ".g_idx"));
    groups.ifPresent(part -> parts.add(part.name()));
    if (codes.shape().size() != 2
        || scales.shape().size() != 2
        || zeros.shape().size() != 2
        || codes.type() != ElementType.I32
        || zeros.type() != ElementType.I32) {
      return null;
    }
    long out = scales.shape().getLast();
    boolean awq = codes.shape().getLast() != out;
    long bits = out == 0 ? 0 : zeros.shape().getLast() * 32 / out;
    if (bits != 4 && (bits != 8 || awq)) {
      return null;
    }
    long in = awq ? codes.shape().getFirst() : codes.shape().getFirst() * 32 / bits;
    var scaling =
        new PackedColumns(awq, (int) bits, awq || gptqSecondVersion ? 0 : 1, scales, zeros, groups);
    return codes.as(
        base + ".weight", bits == 4 ? ElementType.U4 : ElementType.U8, List.of(out, in), scaling);
  }

  private @Nullable StoredTensor microscaled(String base, StoredTensor blocks)
      throws CheckpointException {
    var exponents = part(base + "_scales");
    int rank = blocks.shape().size();
    if (blocks.type() != ElementType.U8
        || exponents.type() != ElementType.U8
        || rank < 2
        || blocks.shape().getLast() != 16) {
      return null;
    }
    var shape = new ArrayList<>(blocks.shape().subList(0, rank - 1));
    shape.set(rank - 2, Math.multiplyExact(shape.get(rank - 2), 32L));
    var block = new ArrayList<>(Collections.nCopies(rank - 1, 1L));
    block.set(rank - 2, 32L);
    return blocks.as(
        base,
        ElementType.F4,
        shape,
        Scaling.grid(block, exponent(exponents), Optional.empty(), 0, 1));
  }

  private @Nullable StoredTensor packedRows(String base, StoredTensor codes)
      throws CheckpointException {
    var scale = raw.get(base + ".weight_global_scale");
    if (codes.type() == ElementType.U8 && scale != null) {
      parts.add(scale.name());
      float factor = 1 / scale.toFloats(0, 1)[0];
      return twoScales(codes, base + ".weight_scale", factor, base + ".weight");
    }
    var shapes = part(base + ".weight_shape");
    var scales = part(base + ".weight_scale");
    if (codes.type() != ElementType.I32
        || shapes.elements() != 2
        || shapes.type().floating()
        || raw.containsKey(base + ".weight_zero_point")
        || raw.containsKey(base + ".weight_g_idx")) {
      return null;
    }
    long out = Codes.integer(shapes.type(), shapes.bytes(), 0);
    long in = Codes.integer(shapes.type(), shapes.bytes(), 1);
    long elements = Math.multiplyExact(out, in);
    boolean eight = elements == codes.byteSize();
    return withBlocks(
        base + ".weight",
        eight ? ElementType.U8 : ElementType.U4,
        List.of(out, in),
        codes,
        scales,
        eight ? 128 : 8,
        1);
  }

  /** Four-bit floats with a scale per 16 of them and one for all. */
  private StoredTensor twoScales(StoredTensor codes, String scale, float factor)
      throws CheckpointException {
    return twoScales(codes, scale, factor, codes.name());
  }

  private StoredTensor twoScales(StoredTensor codes, String scale, float factor, String name)
      throws CheckpointException {
    var shape = new ArrayList<>(codes.shape());
    shape.set(shape.size() - 1, Math.multiplyExact(shape.getLast(), 2L));
    return withBlocks(name, ElementType.F4, shape, codes, part(scale), 0, factor);
  }

  private StoredTensor scaled(
      StoredTensor codes, String scale, Optional<StoredTensor> zeros, float factor)
      throws CheckpointException {
    zeros.ifPresent(part -> parts.add(part.name()));
    var scales = part(scale);
    var block = ScaleBlocks.of(codes.shape(), scales.shape());
    return codes.as(
        codes.name(),
        codes.type(),
        codes.shape(),
        Scaling.grid(block, exponent(scales), zeros, 0, factor));
  }

  private static StoredTensor withBlocks(
      String name,
      ElementType type,
      List<Long> shape,
      StoredTensor codes,
      StoredTensor scales,
      float zero,
      float factor) {
    var block = ScaleBlocks.of(shape, scales.shape());
    return codes.as(name, type, shape, Scaling.grid(block, scales, Optional.empty(), zero, factor));
  }

  private StoredTensor normalFloat(StoredTensor codes) throws CheckpointException {
    String name = codes.name();
    var state = part(name + NF4_STATE);
    JsonNode tree;
    try {
      if (state.byteSize() > CONFIG_LIMIT) {
        throw new CheckpointException("its state has %d bytes".formatted(state.elements()));
      }
      tree = JSON.readTree(MappedFile.copy(state.bytes()));
    } catch (JacksonException e) {
      throw new CheckpointException("its state is not JSON", e);
    }
    var shape = new ArrayList<Long>();
    tree.path("shape").forEach(axis -> shape.add(axis.asLong(-1)));
    Optional<Scaling.Consecutive.Nested> nested = Optional.empty();
    // The table of levels is always that of the data type; only its presence is expected.
    part(name + ".quant_map");
    if (raw.containsKey(name + ".nested_absmax")) {
      nested =
          Optional.of(
              new Scaling.Consecutive.Nested(
                  part(name + ".nested_quant_map"),
                  part(name + ".nested_absmax"),
                  tree.path("nested_blocksize").asLong(0),
                  (float) tree.path("nested_offset").asDouble(0)));
    }
    var scaling =
        new Scaling.Consecutive(tree.path("blocksize").asLong(0), part(name + ".absmax"), nested);
    return codes.as(name, ElementType.NF4, shape, scaling);
  }

  /** Returns scales that are bare exponents as such, others as they are. */
  private static StoredTensor exponent(StoredTensor scales) {
    return scales.type() == ElementType.U8
        ? scales.as(scales.name(), ElementType.F8_E8M0, scales.shape(), scales.scaling())
        : scales;
  }

  private float number(String name) throws CheckpointException {
    var tensor = part(name);
    if (tensor.elements() != 1) {
      throw new CheckpointException("%s is not one number".formatted(name));
    }
    return tensor.toFloats()[0];
  }

  private StoredTensor part(String name) throws CheckpointException {
    var part = raw.get(name);
    if (part == null) {
      throw new CheckpointException("its part %s is missing".formatted(name));
    }
    parts.add(name);
    return part;
  }

  private static boolean ends(String name, String ending) {
    return name.endsWith(ending) && name.length() > ending.length();
  }

  private static String cut(String name, String ending) {
    return name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
  }
}
