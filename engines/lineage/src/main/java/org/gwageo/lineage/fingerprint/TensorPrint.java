package org.gwageo.lineage.fingerprint;

import java.util.List;
import org.gwageo.lineage.checkpoint.ElementType;

/**
 * One tensor of a file.
 *
 * @param name the file's name for it
 * @param component the component of its first part, such as {@code mlp}; empty if none of its axes
 *     is known to be exchangeable, so that equal bytes are no evidence
 * @param type how an element is stored
 * @param shape its axes as stored
 * @param sums what its numbers add up to
 * @param blocks a hash of 128 bits per 64 KiB of its bytes, none for a block of fewer than {@value
 *     #SHORTEST} bytes or mostly one value
 */
public record TensorPrint(
    String name,
    String component,
    ElementType type,
    List<Long> shape,
    NumberSums sums,
    BlockHashes blocks) {

  /** Bytes that are hashed together. */
  public static final int BLOCK = 1 << 16;

  /** Bytes that a block has at least in order to say anything. */
  public static final int SHORTEST = 1024;

  /** Copies the shape. */
  public TensorPrint {
    shape = List.copyOf(shape);
  }

  /** Returns whether both have the same shape, hashes and sums, whatever their names. */
  boolean sameContent(TensorPrint other) {
    return type == other.type
        && shape.equals(other.shape)
        && sums.equals(other.sums)
        && blocks.equals(other.blocks);
  }
}
