package org.gwageo.lineage.checkpoint;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Reads TensorProto messages: raw bytes, typed fields, or bytes in a file beside the model. */
final class OnnxTensors {

  /** The most bytes of typed fields that have to be re-coded, over all tensors of a file. */
  private static final long RECODED_LIMIT = 256L << 20;

  private static final int AXES_LIMIT = 32;
  private static final int EXTERNAL_LIMIT = 10_000;

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final Map<Long, ElementType> TYPES =
      Map.ofEntries(
          Map.entry(1L, ElementType.F32),
          Map.entry(2L, ElementType.U8),
          Map.entry(3L, ElementType.I8),
          Map.entry(4L, ElementType.U16),
          Map.entry(5L, ElementType.I16),
          Map.entry(6L, ElementType.I32),
          Map.entry(7L, ElementType.I64),
          Map.entry(9L, ElementType.BOOL),
          Map.entry(10L, ElementType.F16),
          Map.entry(11L, ElementType.F64),
          Map.entry(12L, ElementType.U32),
          Map.entry(13L, ElementType.U64),
          Map.entry(16L, ElementType.BF16),
          Map.entry(17L, ElementType.F8_E4M3),
          Map.entry(19L, ElementType.F8_E5M2),
          Map.entry(21L, ElementType.U4),
          Map.entry(22L, ElementType.I4),
          Map.entry(23L, ElementType.F4),
          Map.entry(24L, ElementType.F8_E8M0));

  /** A tensor, or the sentence that says why it cannot be decoded. */
  record Read(String name, Optional<StoredTensor> tensor, String reason) {

    static Read of(StoredTensor tensor) {
      return new Read(tensor.name(), Optional.of(tensor), "");
    }

    Read named(String other) {
      return new Read(
          other,
          tensor.map(t -> new StoredTensor(other, t.type(), t.shape(), t.bytes(), t.scaling())),
          reason);
    }
  }

  private final String file;
  private final Path folder;
  private final Arena arena;
  private final SequencedMap<Path, MemorySegment> external = new LinkedHashMap<>();
  private long recoded;

  OnnxTensors(String file, Path path, Arena arena) {
    this.file = file;
    var parent = path.toAbsolutePath().getParent();
    this.folder = parent == null ? path.toAbsolutePath() : parent;
    this.arena = arena;
  }

  Collection<Path> externalFiles() {
    return external.keySet();
  }

  /** Reads one message. */
  Read read(Protobuf message) throws CheckpointException {
    String name = "";
    var shape = new ArrayList<Long>();
    long type = 0;
    var raw = new ArrayList<MemorySegment>();
    var typed = new ArrayList<MemorySegment>();
    var place = new LinkedHashMap<String, String>();
    boolean outside = false;
    while (message.next()) {
      int field = message.field();
      if (field == 1) {
        message.addIntegers(shape);
      } else if (message.wire() == Protobuf.VARINT && (field == 2 || field == 14)) {
        long value = message.varint();
        type = field == 2 ? value : type;
        outside = field == 14 ? value == 1 : outside;
      } else if (message.wire() == Protobuf.BYTES && field == 8) {
        name = message.text();
      } else if (message.wire() == Protobuf.BYTES && field == 9) {
        raw.add(message.bytes());
      } else if (message.wire() == Protobuf.BYTES && field == 13) {
        var entry = entry(new Protobuf(file, message.bytes()));
        place.put(entry.getKey(), entry.getValue());
      } else if (field >= 4 && field <= 11 && field != 6) {
        typed.add(value(message));
      } else {
        message.skip();
      }
    }
    String tensor = "tensor " + SafetensorsHeader.printable(name);
    checkShape(tensor, shape);
    var element = TYPES.get(type);
    if (element == null) {
      return new Read(
          name,
          Optional.empty(),
          "%s: %s has the data type %d, which is not read".formatted(file, tensor, type));
    }
    MemorySegment bytes;
    if (outside) {
      bytes = external(tensor, place);
    } else if (!raw.isEmpty()) {
      bytes = raw.getLast();
    } else {
      bytes = typed(tensor, element, typed);
    }
    return Read.of(
        MappedFile.tensor(file, name, element, List.copyOf(shape), bytes, Scaling.none()));
  }

  private void checkShape(String tensor, List<Long> shape) throws CheckpointException {
    if (shape.size() > AXES_LIMIT) {
      throw new CheckpointException(
          "%s: %s has %d axes; at most %d are read"
              .formatted(file, tensor, shape.size(), AXES_LIMIT));
    }
    for (long axis : shape) {
      if (axis < 0) {
        throw new CheckpointException(
            "%s: %s has an axis of length %d".formatted(file, tensor, axis));
      }
    }
  }

  /** Returns the bytes of a value of any wire type; varints have to be packed. */
  private MemorySegment value(Protobuf message) throws CheckpointException {
    if (message.wire() == Protobuf.BYTES) {
      return message.bytes();
    }
    if (message.wire() == Protobuf.FIXED32) {
      var segment = MemorySegment.ofArray(new byte[4]);
      segment.set(INT, 0, message.fixed32());
      return segment;
    }
    throw message.fail(
        "a field of values has the wire type %d, not packed".formatted(message.wire()));
  }

  /**
   * Typed fields: floats and doubles are already what the tensor needs; everything else is a list
   * of varints, one per element (half floats as their bits, two elements of 4 bits per varint).
   */
  private MemorySegment typed(String tensor, ElementType type, List<MemorySegment> parts)
      throws CheckpointException {
    if (type == ElementType.F32 || type == ElementType.F64) {
      return joined(tensor, parts);
    }
    int width = Math.max(1, type.bytes());
    long coded = 0;
    for (MemorySegment part : parts) {
      coded += part.byteSize();
    }
    // A varint has at least one byte, so that this is the most that can come out.
    MemorySegment room = room(tensor, Math.multiplyExact(coded, (long) width));
    long at = 0;
    for (MemorySegment part : parts) {
      var values = new Protobuf(file, part);
      while (!values.atEnd()) {
        long value = values.varint();
        for (int b = 0; b < width; b++) {
          room.set(ValueLayout.JAVA_BYTE, at++, (byte) (value >>> (8 * b)));
        }
      }
    }
    return room.asSlice(0, at);
  }

  private MemorySegment joined(String tensor, List<MemorySegment> parts)
      throws CheckpointException {
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    long size = 0;
    for (MemorySegment part : parts) {
      size += part.byteSize();
    }
    MemorySegment room = room(tensor, size);
    long at = 0;
    for (MemorySegment part : parts) {
      MemorySegment.copy(part, 0, room, at, part.byteSize());
      at += part.byteSize();
    }
    return room;
  }

  private MemorySegment room(String tensor, long size) throws CheckpointException {
    recoded += size;
    if (recoded > RECODED_LIMIT) {
      throw new CheckpointException(
          "%s: with %s, %d bytes lie in typed fields; at most %d are re-coded"
              .formatted(file, tensor, recoded, RECODED_LIMIT));
    }
    return arena.allocate(Math.max(1, size)).asSlice(0, size);
  }

  private MemorySegment external(String tensor, Map<String, String> place)
      throws CheckpointException {
    String location = place.getOrDefault("location", "");
    boolean plain = location.matches("[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*");
    if (!plain || location.length() > 250) {
      throw new CheckpointException(
          "%s: %s lies in %s, not in a file of the model's folder"
              .formatted(file, tensor, SafetensorsHeader.printable(location)));
    }
    Path path = MappedFile.inside(folder, location, file);
    MemorySegment bytes = external.get(path);
    if (bytes == null) {
      if (external.size() == EXTERNAL_LIMIT) {
        throw new CheckpointException(
            "%s names more than %d files of data".formatted(file, EXTERNAL_LIMIT));
      }
      bytes = MappedFile.map(path, arena);
      external.put(path, bytes);
    }
    long offset = number(tensor, place.getOrDefault("offset", "0"));
    long length =
        place.containsKey("length")
            ? number(tensor, place.getOrDefault("length", ""))
            : Math.max(0, bytes.byteSize() - offset);
    if (offset > bytes.byteSize() || length > bytes.byteSize() - offset) {
      throw new CheckpointException(
          "%s: %s takes %d bytes at offset %d of %s, which has %d"
              .formatted(file, tensor, length, offset, location, bytes.byteSize()));
    }
    return bytes.asSlice(offset, length);
  }

  private long number(String tensor, String digits) throws CheckpointException {
    if (!digits.matches("[0-9]{1,18}")) {
      throw new CheckpointException(
          "%s: %s lies at %s, which is no number"
              .formatted(file, tensor, SafetensorsHeader.printable(digits)));
    }
    return Long.parseLong(digits);
  }

  /** Reads a StringStringEntryProto. */
  static Map.Entry<String, String> entry(Protobuf entry) throws CheckpointException {
    String key = "";
    String value = "";
    while (entry.next()) {
      switch (entry.field(Protobuf.BYTES)) {
        case 1 -> key = entry.text();
        case 2 -> value = entry.text();
        default -> entry.skip();
      }
    }
    return Map.entry(key, value);
  }

  /** Adds a float field, packed or not, to {@code to}. */
  static void addFloats(String file, Protobuf field, List<Float> to) throws CheckpointException {
    if (field.wire() == Protobuf.FIXED32) {
      to.add(Float.intBitsToFloat(field.fixed32()));
    } else if (field.wire() == Protobuf.BYTES) {
      var packed = new Cursor(file, field.bytes());
      while (packed.remaining() > 0) {
        to.add(Float.intBitsToFloat(packed.i32()));
      }
    } else {
      field.skip();
    }
  }
}
