package org.gwageo.benchmark.contamination;

/** A corpus text going past the tables of runs. */
final class CorpusScan extends LetterStream {

  /** The letters that the longest run of words can have. */
  private static final int KEPT = (CorpusOverlap.WORDS + 1) * LONGEST_WORD;

  private final RunTable words;
  private final RunTable letters;
  private final RunTable.Finder finder;
  private final Rolling lastWords = new Rolling(CorpusOverlap.WORDS);
  private final Rolling lastLetters = new Rolling(CorpusOverlap.LETTERS);
  private final int[] recent = new int[1 << 15];
  private final int[] lengths = new int[CorpusOverlap.WORDS];
  private int size;
  private int wordCount;
  private long word;

  CorpusScan(RunTable words, RunTable letters, RunTable.Finder finder) {
    this.words = words;
    this.letters = letters;
    this.finder = finder;
  }

  @Override
  void letter(int codePoint) {
    if (size == recent.length) {
      System.arraycopy(recent, size - KEPT, recent, 0, KEPT);
      size = KEPT;
    }
    recent[size++] = codePoint;
    word = Rolling.word(word, codePoint);
    if (lastLetters.add(codePoint)) {
      letters.look(lastLetters.hash(), recent, size, lengths, 0, finder);
    }
  }

  @Override
  void word(int length) {
    lengths[wordCount++ % CorpusOverlap.WORDS] = length;
    if (lastWords.add(word)) {
      words.look(lastWords.hash(), recent, size, lengths, wordCount % CorpusOverlap.WORDS, finder);
    }
    word = 0;
    if (wordCount == Integer.MAX_VALUE - CorpusOverlap.WORDS) {
      wordCount %= CorpusOverlap.WORDS;
    }
  }

  @Override
  void finish() {
    super.finish();
    lastWords.clear();
    lastLetters.clear();
    size = 0;
    wordCount = 0;
    word = 0;
  }
}
