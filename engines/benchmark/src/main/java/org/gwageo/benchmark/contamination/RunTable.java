package org.gwageo.benchmark.contamination;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** All runs of all items by their hashes, and which of them were found. */
final class RunTable {

  private final List<LetterRuns> items;
  private final boolean ofWords;
  private final long[] keys;
  private final int[] heads;
  private final int[] next;
  private final int[] owner;
  private final int[] at;
  private final int[] firstOf;

  /**
   * One bit for each of eight times as many hash values as there are runs; it stays in the cache.
   */
  private final long[] filter;

  private final BitSet found = new BitSet();

  /** Slots of which every run was found; they need no more looking. */
  private final BitSet done = new BitSet();

  private RunTable(List<LetterRuns> items, boolean ofWords, int runs) {
    int slots = Integer.highestOneBit(Math.max(16, runs)) << 2;
    this.items = items;
    this.ofWords = ofWords;
    this.keys = new long[slots];
    this.heads = new int[slots];
    Arrays.fill(heads, -1);
    this.filter = new long[slots >>> 4];
    this.next = new int[runs];
    this.owner = new int[runs];
    this.at = new int[runs];
    this.firstOf = new int[items.size() + 1];
  }

  static RunTable of(List<LetterRuns> items, boolean ofWords) {
    long runs =
        items.stream().mapToLong(item -> ofWords ? item.wordRuns() : item.letterRuns()).sum();
    if (runs > 1 << 27) {
      throw new IllegalArgumentException(
          "items to look for have at most 134,217,728 runs together, not " + runs);
    }
    var table = new RunTable(items, ofWords, (int) runs);
    int entry = 0;
    for (int i = 0; i < items.size(); i++) {
      table.firstOf[i] = entry;
      entry = ofWords ? table.addWords(i, entry) : table.addLetters(i, entry);
    }
    table.firstOf[items.size()] = entry;
    return table;
  }

  private int addWords(int item, int entry) {
    LetterRuns runs = items.get(item);
    var rolling = new Rolling(CorpusOverlap.WORDS);
    int next = entry;
    for (int w = 0; w < runs.words(); w++) {
      long hash = 0;
      for (int i = runs.start(w); i < runs.start(w + 1); i++) {
        hash = Rolling.word(hash, runs.letters()[i]);
      }
      if (rolling.add(hash)) {
        put(rolling.hash(), item, w - CorpusOverlap.WORDS + 1, next++);
      }
    }
    return next;
  }

  private int addLetters(int item, int entry) {
    LetterRuns runs = items.get(item);
    var rolling = new Rolling(CorpusOverlap.LETTERS);
    int next = entry;
    for (int i = 0; i < runs.letters().length; i++) {
      if (rolling.add(runs.letters()[i])) {
        put(rolling.hash(), item, i - CorpusOverlap.LETTERS + 1, next++);
      }
    }
    return next;
  }

  private void put(long hash, int item, int place, int entry) {
    int slot = slot(hash);
    keys[slot] = hash;
    filter[(int) (hash >>> 6) & (filter.length - 1)] |= 1L << hash;
    next[entry] = heads[slot];
    heads[slot] = entry;
    owner[entry] = item;
    at[entry] = place;
  }

  /** The slot that holds {@code hash}, or the empty one where it would be. */
  private int slot(long hash) {
    int slot = (int) Rolling.mix(hash) & (keys.length - 1);
    while (heads[slot] >= 0 && keys[slot] != hash) {
      slot = slot + 1 & (keys.length - 1);
    }
    return slot;
  }

  /** Takes the item of a run that was found for the first time. */
  @FunctionalInterface
  interface Finder {
    void found(int item);
  }

  /**
   * Marks the runs that equal the one that ends at {@code end} of {@code recent}.
   *
   * @param lengths the lengths of its words, the first of them at {@code first}; not used for runs
   *     of letters
   */
  void look(long hash, int[] recent, int end, int[] lengths, int first, Finder finder) {
    if ((filter[(int) (hash >>> 6) & (filter.length - 1)] & 1L << hash) == 0) {
      return;
    }
    int slot = slot(hash);
    if (heads[slot] < 0 || done.get(slot)) {
      return;
    }
    boolean all = true;
    for (int entry = heads[slot]; entry >= 0; entry = next[entry]) {
      if (!found.get(entry)) {
        boolean same =
            ofWords
                ? sameWords(entry, recent, end, lengths, first)
                : sameLetters(entry, recent, end);
        if (same) {
          found.set(entry);
          finder.found(owner[entry]);
        } else {
          all = false;
        }
      }
    }
    if (all) {
      done.set(slot);
    }
  }

  private boolean sameLetters(int entry, int[] recent, int end) {
    int[] letters = items.get(owner[entry]).letters();
    int from = end - CorpusOverlap.LETTERS;
    return from >= 0
        && Arrays.equals(letters, at[entry], at[entry] + CorpusOverlap.LETTERS, recent, from, end);
  }

  private boolean sameWords(int entry, int[] recent, int end, int[] lengths, int first) {
    LetterRuns runs = items.get(owner[entry]);
    for (int w = 0; w < CorpusOverlap.WORDS; w++) {
      int word = at[entry] + w;
      if (runs.start(word + 1) - runs.start(word) != lengths[(first + w) % lengths.length]) {
        return false;
      }
    }
    int from = runs.start(at[entry]);
    int to = runs.start(at[entry] + CorpusOverlap.WORDS);
    return Arrays.equals(runs.letters(), from, to, recent, end - (to - from), end);
  }

  int runs(int item) {
    return firstOf[item + 1] - firstOf[item];
  }

  int runsFound(int item) {
    return found.get(firstOf[item], firstOf[item + 1]).cardinality();
  }
}
