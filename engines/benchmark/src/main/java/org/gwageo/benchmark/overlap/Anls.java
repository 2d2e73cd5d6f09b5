package org.gwageo.benchmark.overlap;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/**
 * Similarity of answers read from a picture: 1 minus the edit distance over the greater length, and
 * 0 where that is below a threshold. Case and surplus space do not count; texts are brought to
 * Unicode form NFC.
 *
 * <p>Source: A. F. Biten and others, Scene text visual question answering, ICCV 2019, equation 1; a
 * similarity of exactly the threshold counts, as in the evaluation of DocVQA.
 *
 * @param threshold 0 to 1
 */
public record Anls(double threshold) implements ReplyMetric {

  /** Checks the threshold. */
  public Anls {
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException("threshold is " + threshold + ", not 0 to 1");
    }
  }

  /** Returns the measure of DocVQA, with threshold 0.5. */
  public static Anls standard() {
    return new Anls(0.5);
  }

  @Override
  public String word() {
    return "anls";
  }

  @Override
  public double score(String reply, List<String> golds) {
    Signatures.referenced(golds);
    double least = 1;
    for (String gold : golds) {
      int length = Math.max(length(reply), length(gold));
      int distance = Alignment.editDistance(symbols(reply), symbols(gold));
      least = Math.min(least, length == 0 ? 0 : (double) distance / length);
    }
    double similarity = 1 - least;
    return similarity < threshold ? 0 : similarity;
  }

  private static int length(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    return composed.codePointCount(0, composed.length());
  }

  private static int[] symbols(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    return Words.squeezed(composed.toLowerCase(Locale.ROOT)).codePoints().toArray();
  }
}
