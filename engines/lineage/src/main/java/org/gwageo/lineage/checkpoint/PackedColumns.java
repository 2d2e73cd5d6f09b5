package org.gwageo.lineage.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/**
 * The layouts of GPTQ and AWQ: words of 32 bits that hold several codes, and the matrix lies
 * transposed, (in, out), in the file while the tensor is presented as (out, in). GPTQ packs
 * consecutive inputs of one output into a word; AWQ packs eight outputs of one input, in the order
 * 0, 2, 4, 6, 1, 3, 5, 7. Number = (code - zero) times scale, with a zero and a scale per group of
 * inputs and output; zeros are packed along the outputs.
 */
final class PackedColumns extends Scaling {

  private static final ValueLayout.OfInt WORD =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Which place of an AWQ word holds output {@code j} of its eight. */
  private static final int[] AWQ_PLACE = {0, 4, 1, 5, 2, 6, 3, 7};

  private final boolean awq;
  private final int bits;
  private final int zeroShift;
  private final StoredTensor scales;
  private final StoredTensor zeros;
  private final Optional<StoredTensor> groupOf;

  /**
   * Describes the packing of one matrix.
   *
   * @param awq whether outputs are packed, in AWQ's order, rather than inputs
   * @param bits the width of a code, 2, 4 or 8
   * @param zeroShift what is added to a stored zero: 1 in the first version of GPTQ's format
   * @param scales shape (groups, out)
   * @param zeros words of shape (groups, out * bits / 32)
   * @param groupOf the group of each input; equal consecutive groups if absent
   */
  PackedColumns(
      boolean awq,
      int bits,
      int zeroShift,
      StoredTensor scales,
      StoredTensor zeros,
      Optional<StoredTensor> groupOf) {
    this.awq = awq;
    this.bits = bits;
    this.zeroShift = zeroShift;
    this.scales = scales;
    this.zeros = zeros;
    this.groupOf = groupOf;
  }

  @Override
  public String toString() {
    return "a scale per group of inputs, packed as %s does".formatted(awq ? "AWQ" : "GPTQ");
  }

  @Override
  void check(String name, ElementType type, List<Long> shape) {
    int perWord = 32 / bits;
    boolean fits = shape.size() == 2 && scales.shape().size() == 2;
    if (fits) {
      long out = shape.getFirst();
      long in = shape.getLast();
      long groups = scales.shape().getFirst();
      fits =
          groups > 0
              && in % (awq ? 1 : perWord) == 0
              && out % perWord == 0
              && groups <= in
              && scales.shape().getLast() == out
              && zeros.elements() == groups * (out / perWord)
              && (groupOf.isPresent() ? groupOf.get().elements() == in : in % groups == 0);
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "tensor %s of shape %s has scales of shape %s and zeros of shape %s"
              .formatted(name, shape, scales.shape(), zeros.shape()));
    }
    if (groupOf.isPresent()) {
      groups(shape.getLast());
    }
  }

  @Override
  void decode(StoredTensor tensor, long from, float[] to, int at, int count) {
    long in = tensor.shape().getLast();
    if (count == 0) {
      return;
    }
    int[] groups = groups(in);
    long out = tensor.shape().getFirst();
    int done = 0;
    while (done < count) {
      long row = (from + done) / in;
      long column = (from + done) % in;
      // Whole rows are read together, because neighbouring outputs share cache lines and words.
      long rows = column > 0 ? 1 : Math.clamp((count - done) / in, 1, 64);
      int run = (int) Math.min(count - done, rows * in - column);
      columns(tensor.bytes(), out, row, column, groups, in, to, at + done, run);
      done += run;
    }
  }

  private void columns(
      MemorySegment codes,
      long out,
      long row,
      long column,
      int[] groups,
      long in,
      float[] to,
      int at,
      int run) {
    int rows = Math.toIntExact(Math.ceilDiv(column + run, in));
    long lastColumn = rows > 1 ? in : column + run;
    int group = -1;
    float[] scale = {};
    var zero = new int[rows];
    for (long i = column; i < lastColumn; i++) {
      if (groups[(int) i] != group) {
        group = groups[(int) i];
        scale = scales.toFloats(group * out + row, rows);
        for (int r = 0; r < rows; r++) {
          zero[r] = code(zeros.bytes(), group, row + r, out) + zeroShift;
        }
      }
      for (int r = 0; r < rows; r++) {
        int code =
            awq
                ? code(codes, i, row + r, out)
                : word(codes, i * bits / 32 * out + row + r) >>> i * bits % 32 & mask();
        to[(int) (at + r * in + i - column)] = (code - zero[r]) * scale[r];
      }
    }
  }

  /** Returns one code of a matrix of words that are packed along the outputs. */
  private int code(MemorySegment words, long row, long output, long out) {
    int perWord = 32 / bits;
    int place = (int) (output % perWord);
    int word = word(words, row * (out / perWord) + output / perWord);
    return word >>> ((awq ? AWQ_PLACE[place] : place) * bits) & mask();
  }

  private static int word(MemorySegment words, long index) {
    return words.get(WORD, index * 4);
  }

  private int mask() {
    return (1 << bits) - 1;
  }

  private int[] groups(long in) {
    long count = scales.shape().getFirst();
    var groups = new int[Math.toIntExact(in)];
    for (int i = 0; i < groups.length; i++) {
      if (groupOf.isPresent()) {
        long group = Codes.integer(groupOf.get().type(), groupOf.get().bytes(), i);
        if (group < 0 || group >= count) {
          throw new IllegalArgumentException(
              "input %d is in group %d of %d".formatted(i, group, count));
        }
        groups[i] = (int) group;
      } else {
        groups[i] = (int) (i / (in / count));
      }
    }
    return groups;
  }
}
