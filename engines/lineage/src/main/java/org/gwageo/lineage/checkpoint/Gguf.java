package org.gwageo.lineage.checkpoint;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A GGUF checkpoint, versions 2 and 3, little-endian, mapped into memory: one file, or the first of
 * several named {@code …-00001-of-0000N.gguf}, which opens all of them.
 *
 * <p>The format: the letters GGUF, a version, the counts of tensors and of metadata entries, the
 * entries (a name, a type, a value), the tensors' names, axes, types and offsets, and after padding
 * the data. Axes lie innermost first in the file and outermost first here. Values are decoded in
 * ranges, see {@link ElementType} for the quantised types; tensors of other types are listed by
 * {@link #unreadable()}.
 *
 * <p>Metadata that are single values are strings in {@link #metadata()}; of the lists only those of
 * the tokenizer can be asked for, and they are read when they are.
 */
public final class Gguf implements Weights {

  private static final int MAGIC = 0x46554747;
  private static final int SWAPPED_VERSION_LIMIT = 1 << 16;
  private static final int NAME_LIMIT = 1 << 16;
  private static final int TEXT_LIMIT = 1 << 24;
  private static final int AXES_LIMIT = 8;
  private static final int SPLIT_LIMIT = 10_000;
  private static final Pattern SPLIT =
      Pattern.compile("(.*)-(\\d{5})-of-(\\d{5})\\.gguf", Pattern.CASE_INSENSITIVE);

  /** The widths of the value types u8 i8 u16 i16 u32 i32 f32 bool, string, array, u64 i64 f64. */
  private static final int[] WIDTH = {1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8};

  private static final int STRING = 8;
  private static final int ARRAY = 9;

  private record ListValue(int type, long count, MemorySegment bytes) {}

  private record Entry(String name, List<Long> shape, int type, long offset) {}

  private final FileBytes source;
  private final Arena arena = Arena.ofShared();
  private final SequencedMap<String, StoredTensor> tensors = new LinkedHashMap<>();
  private final SequencedMap<String, String> unreadable = new LinkedHashMap<>();
  private final SequencedMap<String, String> metadata = new LinkedHashMap<>();
  private final Map<String, ListValue> lists = new LinkedHashMap<>();
  private final List<Path> files = new ArrayList<>();

  private Gguf(FileBytes source) {
    this.source = source;
  }

  /**
   * Opens a checkpoint.
   *
   * @param path the file, or the first of several
   * @throws CheckpointException if a file is missing, unreadable or breaks a rule of the format
   */
  public static Gguf open(Path path) throws CheckpointException {
    return open(path, FileBytes.mapped());
  }

  /** Opens a checkpoint whose files {@code source} stands for. */
  static Gguf open(Path path, FileBytes source) throws CheckpointException {
    var opened = new Gguf(source);
    try {
      for (Path file : parts(path)) {
        opened.add(MappedFile.shown(file), source.open(file, opened.arena));
        opened.files.add(file);
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

  /**
   * Returns the metadata that are single values, numbers in decimal and truths as {@code true} or
   * {@code false}.
   */
  @Override
  public Map<String, String> metadata() {
    return Collections.unmodifiableMap(metadata);
  }

  @Override
  public List<Path> files() {
    return List.copyOf(files);
  }

  /** Returns the tokens by id as the file spells them; none if the file has no tokenizer. */
  public List<String> tokens() throws CheckpointException {
    return strings("tokenizer.ggml.tokens");
  }

  /** Returns the merges in order, two tokens with a space between; none if there are none. */
  public List<String> merges() throws CheckpointException {
    return strings("tokenizer.ggml.merges");
  }

  /**
   * Returns by id what each token is: 1 normal, 2 unknown, 3 control, 4 user-defined, 5 unused, 6 a
   * byte; none if the file does not say.
   */
  public List<Integer> tokenTypes() throws CheckpointException {
    var types = new ArrayList<Integer>();
    var list = lists.get("tokenizer.ggml.token_type");
    if (list != null && list.type() < STRING && WIDTH[list.type()] == 4) {
      var cursor = new Cursor(shown(), list.bytes());
      for (long i = 0; i < list.count(); i++) {
        types.add(cursor.i32());
      }
    }
    return types;
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }

  private String shown() {
    return MappedFile.shown(files.getFirst());
  }

  private List<String> strings(String key) throws CheckpointException {
    var strings = new ArrayList<String>();
    var list = lists.get(key);
    if (list != null && list.type() == STRING) {
      var cursor = new Cursor(shown(), list.bytes());
      for (long i = 0; i < list.count(); i++) {
        strings.add(cursor.text(key, cursor.length(key), TEXT_LIMIT));
      }
    }
    return strings;
  }

  /** Returns the files that belong to {@code path}. */
  private static List<Path> parts(Path path) throws CheckpointException {
    String name = MappedFile.shown(path);
    var split = SPLIT.matcher(name);
    if (!split.matches()) {
      return List.of(path);
    }
    int count = Integer.parseInt(split.group(3));
    if (Integer.parseInt(split.group(2)) != 1 || count < 1 || count > SPLIT_LIMIT) {
      throw new CheckpointException(
          "%s is part %s of %s; the first of at most %d parts opens them all"
              .formatted(name, split.group(2), split.group(3), SPLIT_LIMIT));
    }
    var parts = new ArrayList<>(List.of(path));
    Path folder = path.toAbsolutePath().getParent();
    for (int part = 2; part <= count; part++) {
      String next =
          "%s-%05d-of-%s%s"
              .formatted(
                  split.group(1), part, split.group(3), name.substring(name.lastIndexOf('.')));
      parts.add(MappedFile.inside(folder == null ? Path.of(".") : folder, next, name));
    }
    return parts;
  }

  private void add(String file, MemorySegment bytes) throws CheckpointException {
    var cursor = new Cursor(file, bytes);
    if (bytes.byteSize() < 24 || cursor.i32() != MAGIC) {
      throw new CheckpointException(file + " does not start with the letters GGUF");
    }
    int version = cursor.i32();
    if (Integer.compareUnsigned(version, SWAPPED_VERSION_LIMIT) >= 0) {
      throw new CheckpointException(file + " is a big-endian GGUF file; little-endian is read");
    }
    if (version != 2 && version != 3) {
      throw new CheckpointException(
          "%s is a GGUF file of version %d; versions 2 and 3 are read".formatted(file, version));
    }
    long tensorCount = cursor.length("the number of tensors");
    long entryCount = cursor.length("the number of metadata entries");
    // A tensor takes at least 24 bytes and an entry at least 13: more cannot be there.
    if (tensorCount > cursor.remaining() / 24 || entryCount > cursor.remaining() / 13) {
      throw cursor.fail(
          "%d tensors and %d entries do not fit the %d bytes that follow"
              .formatted(tensorCount, entryCount, cursor.remaining()));
    }
    var own = new LinkedHashMap<String, String>();
    for (long i = 0; i < entryCount; i++) {
      readEntry(cursor, own);
    }
    own.forEach(metadata::putIfAbsent);
    var entries = new ArrayList<Entry>();
    for (long i = 0; i < tensorCount; i++) {
      entries.add(readTensor(cursor));
    }
    addTensors(file, bytes, entries, dataStart(cursor, own));
  }

  private void readEntry(Cursor cursor, Map<String, String> own) throws CheckpointException {
    String key = cursor.text("a key", cursor.length("a key's length"), NAME_LIMIT);
    int type = cursor.i32();
    if (type == ARRAY) {
      var list = readList(cursor);
      if (key.startsWith("tokenizer.ggml.")) {
        lists.putIfAbsent(key, list);
      }
    } else {
      if (type < 0 || type >= WIDTH.length) {
        throw cursor.fail("entry %s has the unknown type %d".formatted(key, type));
      }
      if (own.put(key, scalar(cursor, type)) != null) {
        throw cursor.fail("entry %s is there twice".formatted(key));
      }
    }
  }

  private static String scalar(Cursor cursor, int type) throws CheckpointException {
    return switch (type) {
      case 0 -> Integer.toString(cursor.u8());
      case 1 -> Byte.toString((byte) cursor.u8());
      case 2 -> Integer.toString(cursor.u16());
      case 3 -> Short.toString((short) cursor.u16());
      case 4 -> Long.toString(cursor.u32());
      case 5 -> Integer.toString(cursor.i32());
      case 6 -> Float.toString(Float.intBitsToFloat(cursor.i32()));
      case 7 -> Boolean.toString(cursor.u8() != 0);
      case STRING -> cursor.text("a string", cursor.length("a string's length"), TEXT_LIMIT);
      case 10 -> Long.toUnsignedString(cursor.i64());
      case 11 -> Long.toString(cursor.i64());
      default -> Double.toString(Double.longBitsToDouble(cursor.i64()));
    };
  }

  private static ListValue readList(Cursor cursor) throws CheckpointException {
    int type = cursor.i32();
    long count = cursor.length("the length of a list");
    if (type == ARRAY || type < 0 || type >= WIDTH.length) {
      throw cursor.fail("a list holds values of type %d, which are not read".formatted(type));
    }
    if (type == STRING) {
      if (count > cursor.remaining() / 8) {
        throw cursor.fail("a list of %d strings does not fit the file".formatted(count));
      }
      long start = cursor.position();
      for (long i = 0; i < count; i++) {
        cursor.skip(cursor.length("a string's length"));
      }
      return new ListValue(type, count, cursor.since(start));
    }
    if (count > cursor.remaining() / WIDTH[type]) {
      throw cursor.fail("a list of %d values does not fit the file".formatted(count));
    }
    return new ListValue(type, count, cursor.slice(count * WIDTH[type]));
  }

  private static Entry readTensor(Cursor cursor) throws CheckpointException {
    String name =
        cursor.text("a tensor's name", cursor.length("the length of a tensor's name"), NAME_LIMIT);
    long axes = cursor.u32();
    if (axes > AXES_LIMIT) {
      throw cursor.fail(
          "tensor %s has %d axes; at most %d are read".formatted(name, axes, AXES_LIMIT));
    }
    var shape = new ArrayList<Long>();
    for (long axis = 0; axis < axes; axis++) {
      shape.addFirst(cursor.length("an axis of tensor " + name));
    }
    int type = cursor.i32();
    return new Entry(name, List.copyOf(shape), type, cursor.length("the offset of " + name));
  }

  private static long dataStart(Cursor cursor, Map<String, String> own) throws CheckpointException {
    String alignment = own.getOrDefault("general.alignment", "32");
    if (!alignment.matches("[1-9][0-9]{0,8}")) {
      throw cursor.fail("general.alignment is %s, not a positive number".formatted(alignment));
    }
    long step = Long.parseLong(alignment);
    return Math.ceilDiv(cursor.position(), step) * step;
  }

  private void addTensors(String file, MemorySegment bytes, List<Entry> entries, long start)
      throws CheckpointException {
    var ends = new TreeMap<Long, Entry>();
    for (Entry entry : entries) {
      String shown = SafetensorsHeader.printable(entry.name());
      if (tensors.containsKey(entry.name()) || unreadable.containsKey(entry.name())) {
        throw new CheckpointException("%s: tensor %s is there twice".formatted(file, shown));
      }
      var type = GgufType.of(entry.type());
      if (type.isEmpty()) {
        unreadable.put(
            entry.name(),
            "%s: tensor %s is stored as %s, which is not read"
                .formatted(file, shown, GgufType.name(entry.type())));
        continue;
      }
      var slice = slice(file, bytes, entry, type.get(), start);
      tensors.put(
          entry.name(),
          MappedFile.tensor(
              file, entry.name(), type.get(), entry.shape(), slice, Scaling.none(), source));
      if (slice.byteSize() > 0 && ends.put(entry.offset(), entry) != null) {
        throw new CheckpointException(
            "%s: tensor %s overlaps another at offset %d".formatted(file, shown, entry.offset()));
      }
    }
    checkOverlaps(file, ends);
  }

  private void checkOverlaps(String file, SortedMap<Long, Entry> byOffset)
      throws CheckpointException {
    long end = 0;
    for (var entry : byOffset.values()) {
      if (entry.offset() < end) {
        throw new CheckpointException(
            "%s: tensor %s begins at offset %d inside the tensor before it, which ends at %d"
                .formatted(file, SafetensorsHeader.printable(entry.name()), entry.offset(), end));
      }
      var tensor = tensors.get(entry.name());
      end = entry.offset() + (tensor == null ? 0 : tensor.byteSize());
    }
  }

  private static MemorySegment slice(
      String file, MemorySegment bytes, Entry entry, ElementType type, long start)
      throws CheckpointException {
    String shown = SafetensorsHeader.printable(entry.name());
    long size;
    try {
      long elements = 1;
      for (long axis : entry.shape()) {
        elements = Math.multiplyExact(elements, axis);
      }
      size = type.size(elements);
    } catch (ArithmeticException e) {
      throw new CheckpointException(
          "%s: tensor %s has shape %s, more than 2^63 bytes"
              .formatted(file, shown, SafetensorsHeader.printable(entry.shape())),
          e);
    }
    long row = entry.shape().isEmpty() ? 1 : entry.shape().getLast();
    if (row % type.blockElements() != 0) {
      throw new CheckpointException(
          "%s: tensor %s has rows of %d elements, not a multiple of the %d of a block of %s"
              .formatted(file, shown, row, type.blockElements(), type));
    }
    long room = bytes.byteSize() - start;
    if (room < 0 || entry.offset() > room || size > room - entry.offset()) {
      throw new CheckpointException(
          "%s: tensor %s of type %s and shape %s takes %d bytes at offset %d; the data has %d bytes"
              .formatted(
                  file,
                  shown,
                  type,
                  SafetensorsHeader.printable(entry.shape()),
                  size,
                  entry.offset(),
                  Math.max(0, room)));
    }
    return bytes.asSlice(start + entry.offset(), size);
  }
}
