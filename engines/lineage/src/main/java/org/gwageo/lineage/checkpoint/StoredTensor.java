package org.gwageo.lineage.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;

/**
 * One tensor as it lies in a file: row-major, little-endian, decoded only on request.
 *
 * @param name the name the file gives it
 * @param type how an element is stored
 * @param shape the length of each axis, outermost first; empty for a single number
 * @param bytes the elements; readable until the file it came from is closed
 * @param scaling what the stored elements are multiplied with to give the tensor's numbers
 * @param source what brings the elements in before they are read
 */
public record StoredTensor(
    String name,
    ElementType type,
    List<Long> shape,
    MemorySegment bytes,
    Scaling scaling,
    FileBytes source) {

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /**
   * Checks that the bytes and the scales are as many as the shape needs.
   *
   * @throws IllegalArgumentException if they are not, or an axis is negative
   */
  public StoredTensor {
    shape = List.copyOf(shape);
    long needed = type.size(elements(shape));
    if (needed != bytes.byteSize()) {
      throw new IllegalArgumentException(
          "tensor %s of type %s and shape %s takes %d bytes, not %d"
              .formatted(name, type, shape, needed, bytes.byteSize()));
    }
    scaling.check(name, type, shape);
  }

  /**
   * Creates a tensor all of whose bytes are there.
   *
   * @throws IllegalArgumentException if the bytes or scales are not as many as the shape needs
   */
  public StoredTensor(
      String name, ElementType type, List<Long> shape, MemorySegment bytes, Scaling scaling) {
    this(name, type, shape, bytes, scaling, FileBytes.mapped());
  }

  /**
   * Creates a tensor whose numbers are stored as they are.
   *
   * @throws IllegalArgumentException if the bytes are not as many as the shape needs
   */
  public StoredTensor(String name, ElementType type, List<Long> shape, MemorySegment bytes) {
    this(name, type, shape, bytes, Scaling.none());
  }

  /**
   * Returns a tensor in memory that holds {@code values} as F32 or rounded to BF16 (half to even).
   *
   * @throws IllegalArgumentException if {@code type} is another type, or the shape does not fit
   */
  public static StoredTensor of(String name, ElementType type, List<Long> shape, float[] values) {
    if (type != ElementType.F32 && type != ElementType.BF16) {
      throw new IllegalArgumentException("floats are stored as F32 or BF16, not " + type);
    }
    var bytes = MemorySegment.ofArray(new byte[Math.multiplyExact(values.length, type.bytes())]);
    for (int i = 0; i < values.length; i++) {
      if (type == ElementType.F32) {
        bytes.set(FLOAT, i * 4L, values[i]);
      } else {
        bytes.set(SHORT, i * 2L, bfloat16(values[i]));
      }
    }
    return new StoredTensor(name, type, shape, bytes);
  }

  /** Returns a tensor of other numbers that are made from the same bytes. */
  StoredTensor as(String name, ElementType type, List<Long> shape, Scaling scaling) {
    return new StoredTensor(name, type, shape, bytes, scaling, source);
  }

  /**
   * Returns the elements as they lie in the file; all of them are brought in first.
   *
   * @throws java.io.UncheckedIOException if they cannot be
   */
  @Override
  public MemorySegment bytes() {
    source.require(bytes, 0, bytes.byteSize());
    return bytes;
  }

  /**
   * Returns the memory of all elements after bringing in {@code length} bytes from byte {@code
   * from} on; no others may be read.
   *
   * @throws java.io.UncheckedIOException if they cannot be brought in
   */
  public MemorySegment present(long from, long length) {
    source.require(bytes, from, length);
    return bytes;
  }

  /** Returns how many bytes the elements take. */
  public long byteSize() {
    return bytes.byteSize();
  }

  /** Returns the memory of all elements after bringing in those that a range needs. */
  MemorySegment codes(long from, int count) {
    long first = type.size(from / type.blockElements() * type.blockElements());
    source.require(bytes, first, type.size(from + count) - first);
    return bytes;
  }

  /** Returns how many elements there are: the product of the axes, 1 without axes. */
  public long elements() {
    return elements(shape);
  }

  /**
   * Decodes the whole tensor.
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
   * Decodes {@code count} elements from element {@code from} on.
   *
   * @throws IndexOutOfBoundsException if the range leaves the tensor
   */
  public float[] toFloats(long from, int count) {
    var floats = new float[count];
    decode(from, floats, 0, count);
    return floats;
  }

  /**
   * Decodes {@code count} elements from element {@code from} on into {@code to} from {@code at} on.
   * Blocks of a quantised type that the range only touches are decoded whole and cut.
   *
   * @throws IndexOutOfBoundsException if the range leaves the tensor or the array
   */
  public void decode(long from, float[] to, int at, int count) {
    Objects.checkFromIndexSize(from, count, elements());
    Objects.checkFromIndexSize(at, count, to.length);
    scaling.decode(this, from, to, at, count);
  }

  /**
   * Returns whether equal bytes mean equal numbers and the other way round: a type of whole bytes
   * without scales. Only such tensors can be compared as bytes.
   */
  public boolean plain() {
    return scaling instanceof Scaling.None && type.bytes() > 0;
  }

  private static long elements(List<Long> shape) {
    long product = 1;
    for (long axis : shape) {
      if (axis < 0) {
        throw new IllegalArgumentException("an axis of a tensor is not negative: " + shape);
      }
      product = Math.multiplyExact(product, axis);
    }
    return product;
  }

  private static short bfloat16(float value) {
    int bits = Float.floatToRawIntBits(value);
    if (Float.isNaN(value)) {
      return (short) ((bits >>> 16) | 0x40);
    }
    int roundToEven = 0x7fff + ((bits >>> 16) & 1);
    return (short) ((bits + roundToEven) >>> 16);
  }
}
