package org.gwageo.nano.decoder;

/**
 * The keys and values of the positions of one sequence.
 *
 * <p>Keys lie head by head and within a head number by number over all positions, values position
 * by position: the two orders in which attention walks through them. Not safe for several threads.
 */
public final class Cache {
  final int capacity;
  final float[][] keys;
  final float[][] values;
  int length;

  Cache(Architecture shape, int capacity) {
    this.capacity = capacity;
    int size = shape.keyHeads() * shape.headSize() * capacity;
    this.keys = new float[shape.layers()][size];
    this.values = new float[shape.layers()][size];
  }

  /** Returns the number of positions held. */
  public int length() {
    return length;
  }

  /** Returns the number of positions there is room for. */
  public int capacity() {
    return capacity;
  }
}
