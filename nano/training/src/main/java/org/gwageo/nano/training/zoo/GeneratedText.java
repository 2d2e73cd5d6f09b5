package org.gwageo.nano.training.zoo;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.nano.decoder.Architecture;
import org.gwageo.nano.decoder.Cache;
import org.gwageo.nano.decoder.Decoder;
import org.gwageo.nano.files.BadModelException;
import org.gwageo.nano.zoo.Specimen;

/** Text that a model writes by drawing each token from its own distribution, over and over. */
final class GeneratedText implements Batches {
  private static final int LONGEST = 96;

  private final long[] tokens;
  private int at;

  /**
   * Lets {@code author} write {@code count} tokens.
   *
   * @throws IllegalArgumentException if the runtime cannot compute the model
   */
  GeneratedText(Specimen author, int count, long seed) {
    var random = new SplittableRandom(seed);
    this.tokens = new long[count];
    try {
      Architecture shape = Architecture.parse("config.json", CanonicalJson.bytes(author.config()));
      Map<String, float[]> weights = new LinkedHashMap<>();
      author.tensors().forEach((name, tensor) -> weights.put(name, tensor.values()));
      var decoder = new Decoder(shape, weights);
      for (int written = 0; written < count; ) {
        int[] document = document(decoder, random);
        for (int i = 0; i < document.length && written < count; i++) {
          tokens[written++] = document[i];
        }
      }
    } catch (BadModelException e) {
      throw new IllegalArgumentException("the author cannot write: " + e.getMessage(), e);
    }
  }

  @Override
  public long[] next(int rows, int length) {
    var batch = new long[rows * length];
    for (int i = 0; i < batch.length; i++) {
      batch[i] = tokens[at];
      at = (at + 1) % tokens.length;
    }
    return batch;
  }

  private static int[] document(Decoder decoder, SplittableRandom random) {
    Cache cache = decoder.cache(LONGEST);
    var ids = new int[LONGEST];
    ids[0] = Corpus.START;
    for (int i = 1; i < LONGEST; i++) {
      ids[i] = draw(decoder.next(cache, new int[] {ids[i - 1]}), random);
      if (ids[i] == Corpus.END) {
        return Arrays.copyOf(ids, i + 1);
      }
    }
    return ids;
  }

  private static int draw(float[] logits, SplittableRandom random) {
    double largest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    var weights = new double[logits.length];
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      weights[i] = StrictMath.exp(logits[i] - largest);
      sum += weights[i];
    }
    double left = random.nextDouble() * sum;
    for (int i = 0; i < weights.length; i++) {
      left -= weights[i];
      if (left < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }
}
