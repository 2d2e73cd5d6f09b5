package org.gwageo.lineage.fingerprint;

import java.nio.LongBuffer;
import java.util.Arrays;

/** The hashes of the blocks of one tensor; 0 for a block that says nothing. */
public final class BlockHashes {

  /** Low and high word of every hash. */
  private final long[] words;

  BlockHashes(long[] words) {
    this.words = words;
  }

  /** Returns how many blocks there are. */
  public int count() {
    return words.length / 2;
  }

  long low(int block) {
    return words[2 * block];
  }

  long high(int block) {
    return words[2 * block + 1];
  }

  /** Returns whether a block says anything: it is neither too short nor mostly one value. */
  public boolean speaks(int block) {
    return (low(block) | high(block)) != 0;
  }

  void writeTo(LongBuffer to) {
    to.put(words);
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof BlockHashes other && Arrays.equals(words, other.words);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(words);
  }
}
