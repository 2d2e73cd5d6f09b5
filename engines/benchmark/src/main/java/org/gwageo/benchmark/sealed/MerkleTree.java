package org.gwageo.benchmark.sealed;

import java.util.ArrayList;
import java.util.List;

/**
 * The Merkle tree of RFC 6962, section 2.1, over leaf hashes.
 *
 * <p>An inner node is SHA-256(0x01, left, right); the left subtree holds the largest power of two
 * smaller than the number of leaves. Memory is 64 bytes a leaf.
 */
final class MerkleTree {

  private final List<byte[]> leaves;

  MerkleTree(List<byte[]> leaves) {
    if (leaves.isEmpty()) {
      throw new IllegalArgumentException("a Merkle tree over items has at least one leaf");
    }
    this.leaves = leaves;
  }

  byte[] root() {
    return root(0, leaves.size());
  }

  /** Returns the hashes beside the way from leaf {@code index} to the root, the lowest first. */
  List<byte[]> path(int index) {
    List<byte[]> path = new ArrayList<>();
    int from = 0;
    int to = leaves.size();
    while (to - from > 1) {
      int middle = from + Integer.highestOneBit(to - from - 1);
      if (index < middle) {
        path.addFirst(root(middle, to));
        to = middle;
      } else {
        path.addFirst(root(from, middle));
        from = middle;
      }
    }
    return path;
  }

  /**
   * Returns the root to which a leaf and its path lead, by RFC 9162, section 2.1.3.2; an empty
   * array if the path is longer or shorter than that of a leaf at {@code index} of {@code size}.
   */
  static byte[] rootOf(byte[] leaf, int index, int size, List<byte[]> path) {
    int node = index;
    int last = size - 1;
    byte[] hash = leaf;
    for (byte[] beside : path) {
      if (last == 0) {
        return new byte[0];
      }
      if ((node & 1) == 1 || node == last) {
        hash = Hashes.sha256((byte) 1, beside, hash);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        hash = Hashes.sha256((byte) 1, hash, beside);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 ? hash : new byte[0];
  }

  // The recursion is as deep as the tree: at most 31 levels.
  private byte[] root(int from, int to) {
    if (to - from == 1) {
      return leaves.get(from);
    }
    int middle = from + Integer.highestOneBit(to - from - 1);
    return Hashes.sha256((byte) 1, root(from, middle), root(middle, to));
  }
}
