package org.gwageo.lineage.anatomy;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.gwageo.lineage.checkpoint.ElementType;
import org.gwageo.lineage.checkpoint.StoredTensor;

/**
 * A tensor, or the share of a fused tensor, in canonical form: (out, in) for a matrix, one axis for
 * a vector, whatever the file's layout. Values are decoded on request; several threads may read.
 */
public final class Part {

  /** Bytes that are compared at once. */
  private static final long COMPARED = 1 << 20;

  /** Rows at most this far apart are read in one run and picked from it. */
  private static final int MOST_STRIDE = 8;

  private final Place place;
  private final String name;
  private final StoredTensor stored;
  private final View view;

  private Part(Place place, String name, StoredTensor stored, View view) {
    this.place = place;
    this.name = name;
    this.stored = stored;
    this.view = view;
  }

  /**
   * How canonical elements lie in a stored tensor: row r, column c is element {@code offset +
   * index(r) · rowStride + c · columnStride}.
   */
  static final class View {

    private final long offset;
    private final long rows;
    private final long columns;
    private final long rowStride;
    private final long columnStride;
    private final boolean vector;
    private final int[] order;

    private View(
        long offset,
        long rows,
        long columns,
        long rowStride,
        long columnStride,
        boolean vector,
        int[] order) {
      this.offset = offset;
      this.rows = rows;
      this.columns = columns;
      this.rowStride = rowStride;
      this.columnStride = columnStride;
      this.vector = vector;
      this.order = order;
    }

    /** A matrix whose rows stand {@code rowStride} and columns {@code columnStride} apart. */
    static View matrix(long offset, long rows, long columns, long rowStride, long columnStride) {
      return new View(offset, rows, columns, rowStride, columnStride, false, new int[0]);
    }

    /** A run of a vector. */
    static View vector(long offset, long length) {
      return new View(offset, 1, length, length, 1, true, new int[0]);
    }

    /** Elements of a vector that stand {@code stride} apart. */
    static View strided(long offset, long length, long stride) {
      return new View(offset, length, 1, stride, 1, true, new int[0]);
    }

    /** This view with row r at the stored index {@code order[r]}. */
    View withRows(int[] order) {
      return new View(
          offset, order.length, columns, rowStride, columnStride, vector, order.clone());
    }

    /** The elements of a vector at the stored indices {@code order}. */
    static View gathered(int[] order) {
      return strided(0, order.length, 1).withRows(order);
    }

    private long index(long row) {
      return order.length == 0 ? row : order[Math.toIntExact(row)];
    }

    private boolean inOrder() {
      return order.length == 0 && columnStride == 1 && rowStride == columns;
    }

    private long first() {
      return offset + Arrays.stream(order).min().orElse(0) * rowStride;
    }

    private long last() {
      long lastRow = order.length == 0 ? rows - 1 : Arrays.stream(order).max().orElseThrow();
      return offset + lastRow * rowStride + (columns - 1) * columnStride;
    }
  }

  /**
   * Returns the whole tensor as it is stored: (out, in), more than two axes joined into the last.
   */
  static Part of(Place place, StoredTensor stored) {
    List<Long> shape = stored.shape();
    boolean vector = shape.size() < 2;
    long rows = vector ? 1 : shape.getFirst();
    long columns = rows == 0 ? 0 : stored.elements() / rows;
    return new Part(
        place,
        stored.name(),
        stored,
        vector ? View.vector(0, columns) : View.matrix(0, rows, columns, columns, 1));
  }

  /** Returns the tensor with its two axes exchanged, for files that store (in, out). */
  static Part transposed(Place place, StoredTensor stored) {
    long in = stored.shape().getFirst();
    long out = in == 0 ? 0 : stored.elements() / in;
    return new Part(place, stored.name(), stored, View.matrix(0, out, in, 1, out));
  }

  /** Returns the tensor as rows of its last axis, such as positions stored (1, rows, channels). */
  static Part lastAxis(Place place, StoredTensor stored) {
    long columns = stored.shape().isEmpty() ? 1 : stored.shape().getLast();
    long rows = columns == 0 ? 0 : stored.elements() / columns;
    return new Part(place, stored.name(), stored, View.matrix(0, rows, columns, columns, 1));
  }

  /** Returns all elements of the tensor as a vector, such as a gain stored (1, 1, channels). */
  static Part flat(Place place, StoredTensor stored) {
    return new Part(place, stored.name(), stored, View.vector(0, stored.elements()));
  }

  /** Returns the same values at another place. */
  Part at(Place other) {
    return new Part(other, name, stored, view);
  }

  /**
   * Returns a share of a stored tensor.
   *
   * @param label what tells this share from the tensor's other shares
   * @throws IllegalArgumentException if the view leaves the tensor
   */
  static Part share(Place place, StoredTensor stored, String label, View view) {
    if (view.rows > 0 && view.columns > 0) {
      Objects.checkIndex(view.last(), stored.elements());
    }
    return new Part(place, stored.name() + "[" + label + "]", stored, view);
  }

  /** Returns what the part is. */
  public Place place() {
    return place;
  }

  /**
   * Returns the file's name of the tensor, with the share in brackets where it is one of several.
   */
  public String name() {
    return name;
  }

  /** Returns the canonical shape, (out, in) or one axis. */
  public List<Long> shape() {
    return view.vector ? List.of(elements()) : List.of(view.rows, view.columns);
  }

  /** Returns how many elements the part has. */
  public long elements() {
    return view.rows * view.columns;
  }

  /** Returns how the file stores an element. */
  public ElementType type() {
    return stored.type();
  }

  /** Returns the tensor of the file that holds the part. */
  public StoredTensor stored() {
    return stored;
  }

  /** Returns whether the part is a whole stored tensor in its own order. */
  public boolean asStored() {
    return view.inOrder() && elements() == stored.elements();
  }

  /**
   * Decodes the whole part.
   *
   * @throws IllegalStateException if it has more elements than a Java array can
   */
  public float[] toFloats() {
    if (elements() > Integer.MAX_VALUE - 8) {
      throw new IllegalStateException(
          "tensor %s has %d elements; at most %d are decoded at once"
              .formatted(name, elements(), Integer.MAX_VALUE - 8));
    }
    return toFloats(0, (int) elements());
  }

  /**
   * Decodes {@code count} elements from canonical element {@code from} on, row by row.
   *
   * @throws IndexOutOfBoundsException if the range leaves the part
   */
  public float[] toFloats(long from, int count) {
    Objects.checkFromIndexSize(from, count, elements());
    if (view.inOrder()) {
      return stored.toFloats(view.offset + from, count);
    }
    return view.columnStride == 1 ? byRows(from, count) : byColumns(from, count);
  }

  private float[] byRows(long from, int count) {
    var floats = new float[count];
    int at = 0;
    while (at < count) {
      long row = (from + at) / view.columns;
      long column = (from + at) % view.columns;
      int run = (int) Math.min(count - at, view.columns - column);
      long start = view.offset + view.index(row) * view.rowStride + column;
      System.arraycopy(stored.toFloats(start, run), 0, floats, at, run);
      at += run;
    }
    return floats;
  }

  /** Reads column by column the rows that the range touches, because those lie close together. */
  private float[] byColumns(long from, int count) {
    var floats = new float[count];
    if (count == 0) {
      return floats;
    }
    long firstRow = from / view.columns;
    int rows = Math.toIntExact((from + count - 1) / view.columns - firstRow + 1);
    boolean together = view.order.length == 0 && view.rowStride <= MOST_STRIDE;
    int span = together ? Math.toIntExact((rows - 1) * view.rowStride + 1) : 0;
    for (long column = 0; column < view.columns; column++) {
      long start = view.offset + column * view.columnStride;
      float[] run =
          together ? stored.toFloats(start + firstRow * view.rowStride, span) : new float[0];
      for (int r = 0; r < rows; r++) {
        long to = (firstRow + r) * view.columns + column - from;
        if (to >= 0 && to < count) {
          floats[(int) to] =
              together
                  ? run[r * (int) view.rowStride]
                  : stored.toFloats(start + view.index(firstRow + r) * view.rowStride, 1)[0];
        }
      }
    }
    return floats;
  }

  private boolean sameBytes(Part other) {
    long size = stored.byteSize();
    for (long at = 0; at < size; at += COMPARED) {
      long run = Math.min(COMPARED, size - at);
      MemorySegment own = stored.present(at, run);
      MemorySegment others = other.stored.present(at, run);
      if (MemorySegment.mismatch(own, at, at + run, others, at, at + run) >= 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns what has to be read of the stored tensor, in bytes, to decode rows of the part; all of
   * a tensor whose bytes do not stand for its numbers one by one.
   *
   * @param from the first row, or the first element of a vector
   * @param count how many
   */
  public Extent extent(long from, long count) {
    if (count == 0 || elements() == 0) {
      return new Extent(stored, 0, 0);
    }
    if (!stored.plain()) {
      return new Extent(stored, 0, stored.byteSize());
    }
    long width = stored.type().bytes();
    boolean rows = view.inOrder() && !view.vector;
    long first = rows ? view.offset + from * view.columns : view.first();
    long last = rows ? view.offset + (from + count) * view.columns - 1 : view.last();
    return new Extent(stored, first * width, (last + 1 - first) * width);
  }

  /** Returns what has to be read of the stored tensor to decode the whole part. */
  public Extent whole() {
    return extent(0, view.vector ? elements() : view.rows);
  }

  /**
   * A range of a stored tensor's bytes.
   *
   * @param tensor the tensor
   * @param from the first byte, from 0
   * @param length how many bytes
   */
  public record Extent(StoredTensor tensor, long from, long length) {}

  /**
   * Returns whether both parts decode to the same numbers in the same shape; the stored bytes are
   * compared where both are stored alike.
   */
  public boolean sameValues(Part other) {
    if (!shape().equals(other.shape())) {
      return false;
    }
    boolean alike = asStored() && other.asStored() && type() == other.type();
    if (alike && stored.plain() && other.stored.plain()) {
      return sameBytes(other);
    }
    int step = 1 << 16;
    for (long at = 0; at < elements(); at += step) {
      int run = (int) Math.min(step, elements() - at);
      if (!Arrays.equals(toFloats(at, run), other.toFloats(at, run))) {
        return false;
      }
    }
    return true;
  }
}
