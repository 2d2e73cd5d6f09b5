package org.gwageo.benchmark.overlap;

import java.text.Normalizer;
import java.util.List;

/**
 * Another measure, on texts in Unicode form NFC: Hangul that a system wrote as loose jamo then
 * equals Hangul in syllables. The other measures take texts as they are, as their references do.
 *
 * @param metric the measure
 */
public record Composed(CorpusMetric metric) implements CorpusMetric {

  @Override
  public String word() {
    return metric.word() + "-nfc";
  }

  @Override
  public String signature(int references) {
    return metric.signature(references) + "|form:nfc";
  }

  @Override
  public int width() {
    return metric.width();
  }

  @Override
  public double[] statistics(String reply, List<String> references) {
    return metric.statistics(nfc(reply), references.stream().map(Composed::nfc).toList());
  }

  private static String nfc(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  @Override
  public double score(double[] sums) {
    return metric.score(sums);
  }

  @Override
  public boolean higherIsBetter() {
    return metric.higherIsBetter();
  }
}
