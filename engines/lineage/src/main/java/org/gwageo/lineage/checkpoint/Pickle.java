package org.gwageo.lineage.checkpoint;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the pickle of a PyTorch state dict without running anything: the few opcodes that such a
 * file needs, and a fixed list of globals that are described, never called. The result is made of
 * {@link String}, {@link Long}, {@link Double}, {@link Boolean}, {@link Nothing}, {@link Tuple},
 * {@link List}, {@link Map}, {@link Global}, {@link Storage} and {@link Tensor}.
 *
 * <p>Every opcode takes at least one byte and makes at most one value that refers to others, so
 * that memory stays proportional to the file; a value may be referred to many times or contain
 * itself, which whoever walks through the result has to bound.
 */
final class Pickle {

  /** Python's None. */
  enum Nothing {
    NONE
  }

  /** A tuple. */
  record Tuple(List<Object> items) {}

  /** A name that the file imports. */
  record Global(String name) {}

  /** A run of bytes that lies in an entry of its own. */
  record Storage(String type, String key) {}

  /**
   * A view of a storage.
   *
   * @param type the element type's name in PyTorch, such as {@code FloatStorage} or {@code float32}
   * @param offset the first element
   * @param shape the axes
   * @param strides elements between neighbours along each axis
   */
  record Tensor(String type, String key, long offset, List<Long> shape, List<Long> strides) {}

  private enum Mark {
    MARK
  }

  private static final int TEXT_LIMIT = 1 << 24;
  private static final String REBUILD_2 = "torch._utils._rebuild_tensor_v2";
  private static final String REBUILD_3 = "torch._utils._rebuild_tensor_v3";
  private static final String PARAMETER = "torch._utils._rebuild_parameter";
  private static final String ORDERED = "collections.OrderedDict";

  private final String file;
  private final Cursor cursor;
  private final ArrayList<Object> stack = new ArrayList<>();
  private final Map<Long, Object> memo = new HashMap<>();

  private Pickle(String file, MemorySegment bytes) {
    this.file = file;
    this.cursor = new Cursor(file, bytes);
  }

  /** Reads the one value of a pickle. */
  static Object read(String file, MemorySegment bytes) throws CheckpointException {
    var pickle = new Pickle(file, bytes);
    while (true) {
      int opcode = pickle.cursor.u8();
      if (opcode == '.') {
        return pickle.pop();
      }
      if (!pickle.constant(opcode) && !pickle.reference(opcode)) {
        pickle.compose(opcode);
      }
    }
  }

  /** Handles the opcodes that push a value of their own. */
  private boolean constant(int opcode) throws CheckpointException {
    switch (opcode) {
      case 'N' -> stack.add(Nothing.NONE);
      case 0x88 -> stack.add(true);
      case 0x89 -> stack.add(false);
      case 'J' -> stack.add((long) cursor.i32());
      case 'K' -> stack.add((long) cursor.u8());
      case 'M' -> stack.add((long) cursor.u16());
      case 0x8a -> stack.add(number(cursor.u8()));
      case 'G' -> stack.add(Double.longBitsToDouble(Long.reverseBytes(cursor.i64())));
      case 'X', 'T' -> stack.add(text(cursor.u32()));
      case 0x8c, 'U' -> stack.add(text(cursor.u8()));
      case 0x8d -> stack.add(text(cursor.i64()));
      case '}' -> stack.add(new LinkedHashMap<Object, Object>());
      case ']' -> stack.add(new ArrayList<Object>());
      case ')' -> stack.add(new Tuple(List.of()));
      case '(' -> stack.add(Mark.MARK);
      case 'c' -> stack.add(global(line() + "." + line()));
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Handles the header, and the opcodes that store and fetch values. */
  private boolean reference(int opcode) throws CheckpointException {
    switch (opcode) {
      case 0x80 -> {
        int protocol = cursor.u8();
        if (protocol < 2 || protocol > 5) {
          throw cursor.fail("pickle protocol %d is not read".formatted(protocol));
        }
      }
      case 0x95 -> cursor.skip(8);
      case 'q' -> memo.put((long) cursor.u8(), peek());
      case 'r' -> memo.put(cursor.u32(), peek());
      case 0x94 -> memo.put((long) memo.size(), peek());
      case 'h' -> stack.add(fetch(cursor.u8()));
      case 'j' -> stack.add(fetch(cursor.u32()));
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Handles the opcodes that make a value of those on the stack. */
  private void compose(int opcode) throws CheckpointException {
    switch (opcode) {
      case 't' -> stack.add(new Tuple(sinceMark()));
      case 0x85 -> stack.add(tuple(1));
      case 0x86 -> stack.add(tuple(2));
      case 0x87 -> stack.add(tuple(3));
      case 'a' -> addAll(List.of(pop()));
      case 'e' -> addAll(sinceMark());
      case 's' -> putAll(tuple(2).items());
      case 'u' -> putAll(sinceMark());
      case 0x93 -> {
        var name = tuple(2).items();
        stack.add(global(name.get(0) + "." + name.get(1)));
      }
      case 'Q' -> stack.add(storage(pop()));
      case 'R' -> {
        Object arguments = pop();
        stack.add(call(pop(), arguments));
      }
      case 'b' -> {
        pop();
        if (!(peek() instanceof Map)) {
          throw cursor.fail("a state is set on something that is no dictionary");
        }
      }
      default ->
          throw cursor.fail(
              "pickle opcode 0x%02x is not read, because it could run code or is not needed"
                  .formatted(opcode));
    }
  }

  private Object pop() throws CheckpointException {
    if (stack.isEmpty()) {
      throw cursor.fail("the pickle takes a value that is not there");
    }
    return stack.removeLast();
  }

  private Object peek() throws CheckpointException {
    if (stack.isEmpty()) {
      throw cursor.fail("the pickle refers to a value that is not there");
    }
    return stack.getLast();
  }

  private Object fetch(long index) throws CheckpointException {
    var value = memo.get(index);
    if (value == null) {
      throw cursor.fail("the pickle fetches value %d, which was not stored".formatted(index));
    }
    return value;
  }

  private Tuple tuple(int count) throws CheckpointException {
    var items = new ArrayList<Object>();
    for (int i = 0; i < count; i++) {
      items.addFirst(pop());
    }
    return new Tuple(Collections.unmodifiableList(items));
  }

  private List<Object> sinceMark() throws CheckpointException {
    var items = new ArrayList<Object>();
    for (Object top = pop(); top != Mark.MARK; top = pop()) {
      items.add(top);
    }
    Collections.reverse(items);
    return items;
  }

  private void addAll(List<Object> items) throws CheckpointException {
    if (!(peek() instanceof ArrayList<?>)) {
      throw cursor.fail("items are appended to something that is no list");
    }
    @SuppressWarnings("unchecked")
    var list = (ArrayList<Object>) peek();
    list.addAll(items);
  }

  private void putAll(List<Object> items) throws CheckpointException {
    if (!(peek() instanceof LinkedHashMap<?, ?>) || items.size() % 2 != 0) {
      throw cursor.fail("items are set in something that is no dictionary");
    }
    @SuppressWarnings("unchecked")
    var map = (LinkedHashMap<Object, Object>) peek();
    for (int i = 0; i < items.size(); i += 2) {
      Object key = items.get(i);
      // The hash of a container would walk through everything that it refers to.
      if (!(key instanceof String || key instanceof Long || key instanceof Boolean)) {
        throw cursor.fail("a key of a dictionary is neither a string nor an integer");
      }
      map.put(key, items.get(i + 1));
    }
  }

  private long number(int bytes) throws CheckpointException {
    if (bytes > 8) {
      throw cursor.fail("an integer has %d bytes; at most 8 are read".formatted(bytes));
    }
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (long) cursor.u8() << (8 * i);
    }
    int unused = 64 - 8 * bytes;
    return bytes == 0 ? 0 : value << unused >> unused;
  }

  private String text(long length) throws CheckpointException {
    return cursor.text("a string", length, TEXT_LIMIT);
  }

  private String line() throws CheckpointException {
    var line = new StringBuilder();
    for (int c = cursor.u8(); c != '\n'; c = cursor.u8()) {
      if (line.length() >= 200) {
        throw cursor.fail("the name of a global is longer than 200 characters");
      }
      line.append((char) c);
    }
    return line.toString();
  }

  private Global global(String name) throws CheckpointException {
    boolean known =
        name.equals(ORDERED)
            || name.equals(REBUILD_2)
            || name.equals(REBUILD_3)
            || name.equals(PARAMETER)
            || name.equals("torch.storage.UntypedStorage")
            || name.matches("torch\\.[A-Z][A-Za-z0-9]{0,30}Storage")
            || name.matches("torch\\.(float|bfloat|int|uint|bool)[a-z0-9_]{0,20}");
    if (!known) {
      throw new CheckpointException(
          "%s uses global %s, which is not read because it could run code"
              .formatted(file, SafetensorsHeader.printable(name)));
    }
    return new Global(name);
  }

  private Storage storage(Object id) throws CheckpointException {
    if (id instanceof Tuple(var items)
        && items.size() >= 3
        && items.get(0).equals("storage")
        && items.get(1) instanceof Global(String type)
        && items.get(2) instanceof String key) {
      return new Storage(type.substring(type.lastIndexOf('.') + 1), key);
    }
    throw cursor.fail("something other than a storage lies outside the pickle");
  }

  private Object call(Object function, Object arguments) throws CheckpointException {
    if (function instanceof Global(String name) && arguments instanceof Tuple(var items)) {
      switch (name) {
        case ORDERED -> {
          if (items.isEmpty()) {
            return new LinkedHashMap<Object, Object>();
          }
        }
        case PARAMETER -> {
          if (!items.isEmpty() && items.getFirst() instanceof Tensor tensor) {
            return tensor;
          }
        }
        case REBUILD_2, REBUILD_3 -> {
          if (items.size() >= 4
              && items.get(0) instanceof Storage storage
              && items.get(1) instanceof Long offset
              && items.get(2) instanceof Tuple shape
              && items.get(3) instanceof Tuple strides) {
            String type = name.equals(REBUILD_2) ? storage.type() : dtype(items);
            return new Tensor(type, storage.key(), offset, longs(shape), longs(strides));
          }
        }
        default -> {}
      }
      throw cursor.fail("the arguments of %s are not those it takes".formatted(name));
    }
    throw cursor.fail("something other than a known function is called");
  }

  private String dtype(List<Object> items) throws CheckpointException {
    if (items.size() > 6 && items.get(6) instanceof Global(String name)) {
      return name.substring(name.lastIndexOf('.') + 1);
    }
    throw cursor.fail("a tensor has no element type");
  }

  private List<Long> longs(Tuple tuple) throws CheckpointException {
    var longs = new ArrayList<Long>();
    for (Object item : tuple.items()) {
      if (!(item instanceof Long number)) {
        throw cursor.fail("an axis or stride of a tensor is no integer");
      }
      longs.add(number);
    }
    return List.copyOf(longs);
  }
}
