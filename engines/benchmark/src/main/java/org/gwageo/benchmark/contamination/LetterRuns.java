package org.gwageo.benchmark.contamination;

import java.util.Arrays;

/** The letters of an item and where its words start. */
final class LetterRuns extends LetterStream {

  private int[] letters = new int[256];
  private int length;
  private int[] starts = new int[64];
  private int words;

  static LetterRuns of(String text) {
    var runs = new LetterRuns();
    char[] all = text.toCharArray();
    runs.add(all, all.length);
    runs.finish();
    runs.letters = Arrays.copyOf(runs.letters, runs.length);
    runs.starts = Arrays.copyOf(runs.starts, runs.words + 1);
    runs.starts[runs.words] = runs.length;
    return runs;
  }

  @Override
  void letter(int codePoint) {
    if (length == letters.length) {
      letters = Arrays.copyOf(letters, 2 * length);
    }
    letters[length++] = codePoint;
  }

  @Override
  void word(int wordLength) {
    if (words == starts.length) {
      starts = Arrays.copyOf(starts, 2 * words);
    }
    starts[words++] = length - wordLength;
  }

  int[] letters() {
    return letters;
  }

  int words() {
    return words;
  }

  /** Where word {@code word} starts; the end of the letters for one beyond the last. */
  int start(int word) {
    return starts[word];
  }

  int wordRuns() {
    return Math.max(0, words - CorpusOverlap.WORDS + 1);
  }

  int letterRuns() {
    return Math.max(0, length - CorpusOverlap.LETTERS + 1);
  }
}
