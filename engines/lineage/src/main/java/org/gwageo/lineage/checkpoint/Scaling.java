package org.gwageo.lineage.checkpoint;

import java.util.List;
import java.util.Optional;

/**
 * What turns the stored codes of a quantised tensor into the numbers they stand for, where that is
 * kept outside the codes. {@link StoredTensor#toFloats()} applies it; nobody else has to.
 */
public abstract sealed class Scaling
    permits Scaling.None, Scaling.Grid, Scaling.Consecutive, PackedColumns {

  /** Returns the scaling that leaves every number as it is stored. */
  public static Scaling none() {
    return None.INSTANCE;
  }

  /** Returns one scale for the whole tensor: number = code times {@code scale}. */
  public static Scaling one(float scale) {
    var scales = StoredTensor.of("scale", ElementType.F32, List.of(), new float[] {scale});
    return new Grid(List.of(), scales, Optional.empty(), 0, 1);
  }

  /**
   * Returns a scale per block of a grid: number = (code - zero) times scale times factor.
   *
   * @param block how many elements of each axis share a scale, outermost first; an empty list for
   *     one block that is the whole tensor
   * @param scales the scales of the blocks, row-major
   * @param zeros the zero points of the blocks, row-major; each row may be longer than needed
   * @param zero a zero point that is the same everywhere, added to those of {@code zeros}
   * @param factor a scale that is the same everywhere
   */
  public static Scaling grid(
      List<Long> block,
      StoredTensor scales,
      Optional<StoredTensor> zeros,
      float zero,
      float factor) {
    return new Grid(block, scales, zeros, zero, factor);
  }

  /** Returns what shares a scale, in words. */
  @Override
  public abstract String toString();

  /**
   * Checks that the scales are as many as the tensor needs.
   *
   * @throws IllegalArgumentException if they are not
   */
  abstract void check(String name, ElementType type, List<Long> shape);

  /** Decodes {@code count} elements from {@code from} on into {@code to} from {@code at} on. */
  abstract void decode(StoredTensor tensor, long from, float[] to, int at, int count);

  static final class None extends Scaling {

    private static final Scaling INSTANCE = new None();

    @Override
    void check(String name, ElementType type, List<Long> shape) {}

    @Override
    void decode(StoredTensor tensor, long from, float[] to, int at, int count) {
      Codes.decode(tensor.type(), tensor.codes(from, count), from, to, at, count);
    }

    @Override
    public String toString() {
      return "none";
    }
  }

  static final class Grid extends Scaling {

    private final List<Long> block;
    private final StoredTensor scales;
    private final Optional<StoredTensor> zeros;
    private final float zero;
    private final float factor;

    Grid(
        List<Long> block,
        StoredTensor scales,
        Optional<StoredTensor> zeros,
        float zero,
        float factor) {
      this.block = List.copyOf(block);
      this.scales = scales;
      this.zeros = zeros;
      this.zero = zero;
      this.factor = factor;
    }

    @Override
    public String toString() {
      return block.isEmpty() ? "one scale" : "a scale per block of " + block;
    }

    @Override
    void check(String name, ElementType type, List<Long> shape) {
      if (!block.isEmpty() && block.size() != shape.size()) {
        throw new IllegalArgumentException(
            "tensor %s has shape %s, its scales blocks of %s".formatted(name, shape, block));
      }
      if (block.stream().anyMatch(length -> length < 1)) {
        throw new IllegalArgumentException("tensor %s has blocks of %s".formatted(name, block));
      }
      long rows = 1;
      long columns = 1;
      for (int axis = 0; axis < block.size(); axis++) {
        rows = Math.multiplyExact(rows, columns);
        columns = Math.ceilDiv(shape.get(axis), block.get(axis));
      }
      if (scales.elements() != Math.multiplyExact(rows, columns)) {
        throw new IllegalArgumentException(
            "tensor %s of shape %s in blocks of %s needs %d scales, not %d"
                .formatted(name, shape, block, rows * columns, scales.elements()));
      }
      if (zeros.isPresent() && (rows == 0 || zeros.get().elements() / rows < columns)) {
        throw new IllegalArgumentException(
            "tensor %s needs %d zero points, not %d"
                .formatted(name, rows * columns, zeros.get().elements()));
      }
    }

    @Override
    void decode(StoredTensor tensor, long from, float[] to, int at, int count) {
      Codes.decode(tensor.type(), tensor.codes(from, count), from, to, at, count);
      if (block.isEmpty()) {
        float scale = scales.toFloats(0, 1)[0] * factor;
        float offset = zero + (zeros.isPresent() ? zeros.get().toFloats(0, 1)[0] : 0);
        for (int i = at; i < at + count; i++) {
          to[i] = (to[i] - offset) * scale;
        }
        return;
      }
      long columns = tensor.shape().getLast();
      int done = 0;
      while (done < count) {
        long column = (from + done) % columns;
        int run = (int) Math.min(count - done, columns - column);
        scaleRun(tensor.shape(), (from + done) / columns, column, to, at + done, run);
        done += run;
      }
    }

    /** Scales one run of codes within a row. */
    private void scaleRun(List<Long> shape, long row, long column, float[] to, int at, int run) {
      long width = block.getLast();
      long gridColumns = Math.ceilDiv(shape.getLast(), width);
      long gridRow = gridRow(shape, row);
      long first = column / width;
      int blocks = Math.toIntExact((column + run - 1) / width - first + 1);
      float[] scale = scales.toFloats(gridRow * gridColumns + first, blocks);
      float[] offset = offsets(shape, gridRow, first, blocks);
      int i = 0;
      for (int b = 0; b < blocks; b++) {
        int end = (int) Math.min(run, (first + b + 1) * width - column);
        float s = scale[b] * factor;
        float z = offset.length == 0 ? zero : offset[b] + zero;
        for (; i < end; i++) {
          to[at + i] = (to[at + i] - z) * s;
        }
      }
    }

    private float[] offsets(List<Long> shape, long gridRow, long first, int blocks) {
      if (zeros.isEmpty()) {
        return new float[0];
      }
      long rows = 1;
      for (int axis = 0; axis < shape.size() - 1; axis++) {
        rows *= Math.ceilDiv(shape.get(axis), block.get(axis));
      }
      long stride = zeros.get().elements() / rows;
      return zeros.get().toFloats(gridRow * stride + first, blocks);
    }

    /** Returns in which row of the grid row {@code row} of the tensor lies. */
    private long gridRow(List<Long> shape, long row) {
      long gridRow = 0;
      long rest = row;
      long stride = 1;
      for (int axis = shape.size() - 2; axis >= 0; axis--) {
        gridRow += rest % shape.get(axis) / block.get(axis) * stride;
        stride *= Math.ceilDiv(shape.get(axis), block.get(axis));
        rest /= shape.get(axis);
      }
      return gridRow;
    }
  }

  /**
   * A scale per {@code length} consecutive elements, whatever the axes, as bitsandbytes keeps them:
   * either numbers, or codes of a table that have scales of their own and a common offset.
   */
  static final class Consecutive extends Scaling {

    /** The scales' own scaling: scale = table[code] times {@code scales} plus {@code offset}. */
    record Nested(StoredTensor table, StoredTensor scales, long length, float offset) {}

    private final long length;
    private final StoredTensor scales;
    private final Optional<Nested> nested;

    Consecutive(long length, StoredTensor scales, Optional<Nested> nested) {
      this.length = length;
      this.scales = scales;
      this.nested = nested;
    }

    @Override
    public String toString() {
      return "a scale per %d elements%s".formatted(length, nested.isPresent() ? ", nested" : "");
    }

    @Override
    void check(String name, ElementType type, List<Long> shape) {
      long elements = shape.stream().reduce(1L, Math::multiplyExact);
      if (length < 1 || scales.elements() < Math.ceilDiv(elements, length)) {
        throw new IllegalArgumentException(
            "tensor %s of shape %s has %d scales for runs of %d"
                .formatted(name, shape, scales.elements(), length));
      }
      if (nested.isPresent()) {
        var own = nested.get();
        if (scales.type() != ElementType.U8
            || own.table().elements() != 256
            || own.length() < 1
            || own.scales().elements() < Math.ceilDiv(scales.elements(), own.length())) {
          throw new IllegalArgumentException(
              "tensor %s: the scales of its %d scales do not fit"
                  .formatted(name, scales.elements()));
        }
      }
    }

    @Override
    void decode(StoredTensor tensor, long from, float[] to, int at, int count) {
      Codes.decode(tensor.type(), tensor.codes(from, count), from, to, at, count);
      if (count == 0) {
        return;
      }
      long first = from / length;
      int blocks = Math.toIntExact((from + count - 1) / length - first + 1);
      float[] scale = scales(first, blocks);
      int i = 0;
      for (int b = 0; b < blocks; b++) {
        int end = (int) Math.min(count, (first + b + 1) * length - from);
        for (; i < end; i++) {
          to[at + i] *= scale[b];
        }
      }
    }

    private float[] scales(long first, int blocks) {
      float[] values = scales.toFloats(first, blocks);
      if (nested.isPresent()) {
        var own = nested.get();
        float[] table = own.table().toFloats();
        long start = first / own.length();
        int parents = Math.toIntExact((first + blocks - 1) / own.length() - start + 1);
        float[] outer = own.scales().toFloats(start, parents);
        for (int b = 0; b < blocks; b++) {
          int parent = (int) ((first + b) / own.length() - start);
          values[b] = table[(int) values[b]] * outer[parent] + own.offset();
        }
      }
      return values;
    }
  }
}
