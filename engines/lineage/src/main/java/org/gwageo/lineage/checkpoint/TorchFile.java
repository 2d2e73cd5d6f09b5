package org.gwageo.lineage.checkpoint;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A state dict that PyTorch 1.6 or newer saved, read without running any code: one {@code .bin},
 * {@code .pt} or {@code .pth} file, or a folder with {@code pytorch_model.bin} or its shards and
 * index.
 *
 * <p>The file is a zip archive: a pickle that describes the tensors, and one stored entry per run
 * of bytes, which is mapped. The pickle is read by a reader that knows only what a state dict needs
 * and refuses everything else by name. Tensors may share a run; tensors that are no contiguous part
 * of it are listed by {@link #unreadable()}. A state dict may lie inside a dictionary under {@code
 * state_dict}, {@code model_state_dict}, {@code model} or {@code module}.
 */
public final class TorchFile implements Weights {

  private static final int NESTING_LIMIT = 4;
  private static final int AXES_LIMIT = 32;
  private static final List<String> WRAPPERS =
      List.of("state_dict", "model_state_dict", "model", "module");

  private static final Map<String, ElementType> TYPES =
      Map.ofEntries(
          Map.entry("FloatStorage", ElementType.F32),
          Map.entry("DoubleStorage", ElementType.F64),
          Map.entry("HalfStorage", ElementType.F16),
          Map.entry("BFloat16Storage", ElementType.BF16),
          Map.entry("LongStorage", ElementType.I64),
          Map.entry("IntStorage", ElementType.I32),
          Map.entry("ShortStorage", ElementType.I16),
          Map.entry("CharStorage", ElementType.I8),
          Map.entry("ByteStorage", ElementType.U8),
          Map.entry("BoolStorage", ElementType.BOOL),
          Map.entry("uint16", ElementType.U16),
          Map.entry("uint32", ElementType.U32),
          Map.entry("uint64", ElementType.U64),
          Map.entry("float8_e4m3fn", ElementType.F8_E4M3),
          Map.entry("float8_e5m2", ElementType.F8_E5M2),
          Map.entry("float8_e8m0fnu", ElementType.F8_E8M0));

  private final Arena arena = Arena.ofShared();
  private final SequencedMap<String, StoredTensor> tensors = new LinkedHashMap<>();
  private final SequencedMap<String, String> unreadable = new LinkedHashMap<>();
  private final SequencedMap<String, String> metadata = new LinkedHashMap<>();
  private final List<Path> files = new ArrayList<>();

  private TorchFile() {}

  /**
   * Opens a checkpoint.
   *
   * @param path a file, or a folder that holds one or a sharded one
   * @throws CheckpointException if a file is missing, unreadable, breaks a rule of the format or
   *     needs more than a state dict does
   */
  public static TorchFile open(Path path) throws CheckpointException {
    var opened = new TorchFile();
    try {
      if (Files.isDirectory(path)) {
        opened.mapFolder(path);
      } else {
        opened.map(path);
      }
      return opened;
    } catch (CheckpointException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  @Override
  public SequencedMap<String, StoredTensor> tensors() {
    return Collections.unmodifiableSequencedMap(tensors);
  }

  @Override
  public Map<String, String> unreadable() {
    return Collections.unmodifiableMap(unreadable);
  }

  /** Returns the strings, numbers and truths that lie beside the state dict. */
  @Override
  public Map<String, String> metadata() {
    return Collections.unmodifiableMap(metadata);
  }

  @Override
  public List<Path> files() {
    return List.copyOf(files);
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }

  private void mapFolder(Path folder) throws CheckpointException {
    if (!Files.exists(folder.resolve(ShardIndex.TORCH))) {
      map(folder.resolve("pytorch_model.bin"));
      return;
    }
    var shards = ShardIndex.read(folder, ShardIndex.TORCH);
    for (String shard : shards.files()) {
      shards.check(shard, map(folder.resolve(shard)));
    }
  }

  /** Maps one file, adds its tensors, and returns their names. */
  private List<String> map(Path path) throws CheckpointException {
    String file = MappedFile.shown(path);
    MemorySegment bytes = MappedFile.map(path, arena);
    byte[] head = MappedFile.copy(bytes.asSlice(0, Math.min(4, bytes.byteSize())));
    String magic = new String(head, StandardCharsets.ISO_8859_1);
    if (!magic.startsWith("PK")) {
      throw new CheckpointException(
          magic.startsWith("\u0080")
              ? file
                  + " is a bare pickle, as PyTorch wrote before version 1.6, which is not read;"
                  + " saved again by a newer version it is"
              : file + " is no zip archive, which is what PyTorch saves");
    }
    files.add(path);
    return add(file, new ZipArchive(file, bytes).entries());
  }

  private List<String> add(String file, SequencedMap<String, MemorySegment> entries)
      throws CheckpointException {
    var pickles =
        entries.keySet().stream()
            .filter(name -> name.equals("data.pkl") || name.endsWith("/data.pkl"))
            .toList();
    if (pickles.size() != 1) {
      throw new CheckpointException(
          "%s holds %d entries called data.pkl, not one".formatted(file, pickles.size()));
    }
    String pickle = pickles.getFirst();
    String prefix = pickle.substring(0, pickle.length() - "data.pkl".length());
    var order = entries.get(prefix + "byteorder");
    if (order != null
        && (order.byteSize() != 6
            || !new String(MappedFile.copy(order), StandardCharsets.US_ASCII).equals("little"))) {
      throw new CheckpointException(file + " is not little-endian");
    }
    var body = entries.getOrDefault(pickle, MemorySegment.NULL);
    var names = new ArrayList<String>();
    for (var entry : stateDict(file, Pickle.read(file, body)).entrySet()) {
      if (entry.getKey() instanceof String name && entry.getValue() instanceof Pickle.Tensor t) {
        addTensor(file, name, t, entries.get(prefix + "data/" + t.key()));
        names.add(name);
      }
    }
    return names;
  }

  /** Finds the dictionary that holds tensors, and keeps what lies beside it. */
  private Map<?, ?> stateDict(String file, Object root) throws CheckpointException {
    Object here = root;
    for (int depth = 0; depth < NESTING_LIMIT && here instanceof Map<?, ?> map; depth++) {
      for (var entry : map.entrySet()) {
        Object value = entry.getValue();
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
          metadata.putIfAbsent(entry.getKey().toString(), value.toString());
        }
      }
      if (map.values().stream().anyMatch(Pickle.Tensor.class::isInstance)) {
        return map;
      }
      Optional<Object> inner =
          WRAPPERS.stream()
              .filter(name -> map.get(name) instanceof Map)
              .<Object>map(map::get)
              .findFirst();
      if (inner.isEmpty()) {
        break;
      }
      here = inner.get();
    }
    throw new CheckpointException(
        "%s holds no state dict: no dictionary with tensors, nor one under %s"
            .formatted(file, WRAPPERS));
  }

  private void addTensor(
      String file, String name, Pickle.Tensor tensor, @Nullable MemorySegment storage)
      throws CheckpointException {
    String shown = file + ": tensor " + SafetensorsHeader.printable(name);
    var type = TYPES.get(tensor.type());
    if (tensors.containsKey(name) || unreadable.containsKey(name)) {
      throw new CheckpointException(shown + " is in another shard as well");
    }
    if (type == null) {
      unreadable.put(name, "%s is stored as %s, which is not read".formatted(shown, tensor.type()));
      return;
    }
    long elements = elements(shown, tensor);
    if (elements > 0 && !contiguous(tensor)) {
      unreadable.put(
          name,
          "%s of shape %s has strides %s, which is not read"
              .formatted(shown, tensor.shape(), tensor.strides()));
      return;
    }
    tensors.put(
        name,
        MappedFile.tensor(
            file,
            name,
            type,
            tensor.shape(),
            slice(shown, type, elements, tensor, storage),
            Scaling.none()));
  }

  private static long elements(String shown, Pickle.Tensor tensor) throws CheckpointException {
    if (tensor.shape().size() > AXES_LIMIT || tensor.shape().size() != tensor.strides().size()) {
      throw new CheckpointException(
          "%s has %d axes and %d strides"
              .formatted(shown, tensor.shape().size(), tensor.strides().size()));
    }
    long elements = 1;
    try {
      for (long axis : tensor.shape()) {
        if (axis < 0) {
          throw new CheckpointException("%s has an axis of length %d".formatted(shown, axis));
        }
        elements = Math.multiplyExact(elements, axis);
      }
      return elements;
    } catch (ArithmeticException e) {
      throw new CheckpointException(
          "%s of shape %s has more than 2^63 elements".formatted(shown, tensor.shape()), e);
    }
  }

  private static boolean contiguous(Pickle.Tensor tensor) {
    long expected = 1;
    for (int axis = tensor.shape().size() - 1; axis >= 0; axis--) {
      long length = tensor.shape().get(axis);
      if (length > 1 && tensor.strides().get(axis) != expected) {
        return false;
      }
      expected *= length;
    }
    return true;
  }

  private static MemorySegment slice(
      String shown,
      ElementType type,
      long elements,
      Pickle.Tensor tensor,
      @Nullable MemorySegment storage)
      throws CheckpointException {
    if (storage == null) {
      throw new CheckpointException(
          "%s lies in entry data/%s, which is missing"
              .formatted(shown, SafetensorsHeader.printable(tensor.key())));
    }
    long room = storage.byteSize() / type.bytes();
    if (tensor.offset() < 0 || tensor.offset() > room || elements > room - tensor.offset()) {
      throw new CheckpointException(
          "%s has %d elements from element %d on; its entry data/%s has %d"
              .formatted(
                  shown,
                  elements,
                  tensor.offset(),
                  SafetensorsHeader.printable(tensor.key()),
                  room));
    }
    return storage.asSlice(tensor.offset() * type.bytes(), elements * type.bytes());
  }
}
