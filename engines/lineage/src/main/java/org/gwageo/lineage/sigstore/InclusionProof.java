package org.gwageo.lineage.sigstore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The way from an entry of a log to the root of its Merkle tree (RFC 9162 section 2.1.3), and the
 * checkpoint in which the log signs that root.
 */
final class InclusionProof {

  private static final byte[] LEAF = {0};
  private static final byte[] NODE = {1};
  private static final int LONGEST = 63;

  private final long index;
  private final long size;
  private final byte[] root;
  private final List<byte[]> path;
  private final Checkpoint checkpoint;

  private InclusionProof(
      long index, long size, byte[] root, List<byte[]> path, Checkpoint checkpoint) {
    this.index = index;
    this.size = size;
    this.root = root;
    this.path = path;
    this.checkpoint = checkpoint;
  }

  static InclusionProof of(JsonNode node) throws SigstoreException {
    if (node.isMissingNode() || node.isNull()) {
      throw new SigstoreException("the log entry holds no proof of inclusion");
    }
    var path = new ArrayList<byte[]>();
    for (JsonNode one : ProtobufJson.list("proof of inclusion", node.path("hashes"), LONGEST)) {
      path.add(ProtobufJson.bytes("hash of the proof of inclusion", one));
    }
    return new InclusionProof(
        ProtobufJson.number("index in the tree", node.path("logIndex")),
        ProtobufJson.number("size of the tree", node.path("treeSize")),
        ProtobufJson.bytes("root of the tree", node.path("rootHash")),
        path,
        Checkpoint.of(ProtobufJson.text(node.path("checkpoint").path("envelope"))));
  }

  long index() {
    return index;
  }

  /** Checks that the log vouches for a tree which holds the entry. */
  void requireIncludes(byte[] entry, LogKey log) throws SigstoreException {
    if (!Arrays.equals(root(Hash.sha256(LEAF, entry)), root)) {
      throw new SigstoreException("the proof of inclusion does not lead to the root of the tree");
    }
    checkpoint.requireSignedBy(log);
    if (!checkpoint.isOf(size, root)) {
      throw new SigstoreException("the checkpoint is of another tree than the proof of inclusion");
    }
  }

  /** Section 2.1.3.2, with its last step: the path is used up when the tree's right edge is. */
  private byte[] root(byte[] leaf) throws SigstoreException {
    if (index >= size) {
      throw new SigstoreException(
          "the entry with the index %d is not in a tree of %d".formatted(index, size));
    }
    long at = index;
    long last = size - 1;
    byte[] hash = leaf;
    for (byte[] other : path) {
      if (last == 0) {
        throw new SigstoreException("the proof of inclusion is too long");
      }
      if ((at & 1) == 1 || at == last) {
        hash = Hash.sha256(NODE, other, hash);
        while ((at & 1) == 0 && at != 0) {
          at >>>= 1;
          last >>>= 1;
        }
      } else {
        hash = Hash.sha256(NODE, hash, other);
      }
      at >>>= 1;
      last >>>= 1;
    }
    if (last != 0) {
      throw new SigstoreException("the proof of inclusion is too short");
    }
    return hash;
  }
}
