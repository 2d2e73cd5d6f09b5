package org.gwageo.nano.training.zoo;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.gwageo.nano.tokenizer.Tokenizer;

/** An endless seeded stream of token ids, cut into rows without padding. */
final class TokenStream implements Batches {
  private final Corpus corpus;
  private final Tokenizer tokenizer;
  private final RandomGenerator random;
  private int[] waiting = {};

  TokenStream(Corpus corpus, Tokenizer tokenizer, long seed) {
    this.corpus = corpus;
    this.tokenizer = tokenizer;
    this.random = new SplittableRandom(seed);
  }

  @Override
  public long[] next(int rows, int length) {
    var batch = new long[rows * length];
    for (int i = 0; i < batch.length; ) {
      if (waiting.length == 0) {
        waiting = document();
      }
      int taken = Math.min(waiting.length, batch.length - i);
      for (int k = 0; k < taken; k++) {
        batch[i++] = waiting[k];
      }
      waiting = Arrays.copyOfRange(waiting, taken, waiting.length);
    }
    return batch;
  }

  private int[] document() {
    int[] text = tokenizer.encode(corpus.document(random));
    var ids = new int[text.length + 2];
    ids[0] = Corpus.START;
    System.arraycopy(text, 0, ids, 1, text.length);
    ids[ids.length - 1] = Corpus.END;
    return ids;
  }
}
