package org.gwageo.benchmark.overlap;

import java.util.Arrays;

/**
 * The n-grams of references, of orders 1 to n, as numbered nodes of a tree. The memory depends on
 * the references alone, whatever the length of a reply.
 */
final class Grams {

  private static final int NONE = -1;

  private final int orders;
  private long[] keys = new long[64];
  private int[] nodes = new int[64];
  private int used;
  private int[] orderOf = new int[64];

  Grams(int orders) {
    this.orders = orders;
    Arrays.fill(nodes, NONE);
  }

  /** Adds the n-grams of {@code symbols}, which are not negative. */
  void learn(int[] symbols) {
    for (int start = 0; start < symbols.length; start++) {
      int node = NONE;
      int end = Math.min(symbols.length, start + orders);
      for (int at = start; at < end; at++) {
        node = add(node, symbols[at], at - start);
      }
    }
  }

  /** Returns how often each node's n-gram occurs in {@code symbols}. */
  int[] counts(int[] symbols) {
    int[] counts = new int[used];
    for (int start = 0; start < symbols.length; start++) {
      int node = NONE;
      int end = Math.min(symbols.length, start + orders);
      for (int at = start; at < end; at++) {
        node = find(node, symbols[at]);
        if (node == NONE) {
          break;
        }
        counts[node]++;
      }
    }
    return counts;
  }

  /** Returns for each order the sum of the smaller of both counts. */
  long[] matches(int[] left, int[] right) {
    long[] matches = new long[orders];
    for (int node = 0; node < used; node++) {
      matches[orderOf[node]] += Math.min(left[node], right[node]);
    }
    return matches;
  }

  /** Returns the number of n-grams of {@code length} symbols. */
  static long total(int length, int order) {
    return Math.max(0, length - order + 1);
  }

  private static long key(int parent, int symbol) {
    return ((parent + 1L) << 32) | (symbol & 0xFFFF_FFFFL);
  }

  private int slot(long key) {
    long mixed = key * 0x9E37_79B9_7F4A_7C15L;
    int mask = keys.length - 1;
    int slot = (int) (mixed >>> 32) & mask;
    while (nodes[slot] != NONE && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private int find(int parent, int symbol) {
    return nodes[slot(key(parent, symbol))];
  }

  private int add(int parent, int symbol, int order) {
    long key = key(parent, symbol);
    int slot = slot(key);
    if (nodes[slot] != NONE) {
      return nodes[slot];
    }
    if (used == orderOf.length) {
      orderOf = Arrays.copyOf(orderOf, used * 2);
    }
    keys[slot] = key;
    nodes[slot] = used;
    orderOf[used] = order;
    used++;
    if (used * 2 > keys.length) {
      grow();
    }
    return used - 1;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldNodes = nodes;
    keys = new long[oldKeys.length * 2];
    nodes = new int[keys.length];
    Arrays.fill(nodes, NONE);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldNodes[i] != NONE) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        nodes[slot] = oldNodes[i];
      }
    }
  }
}
