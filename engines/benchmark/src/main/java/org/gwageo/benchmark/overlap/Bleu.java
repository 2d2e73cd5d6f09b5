package org.gwageo.benchmark.overlap;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Corpus BLEU from 0 to 100 with n-grams up to 4 and exponential smoothing of empty orders, equal
 * to sacrebleu 2.6.0.
 *
 * <p>Source: K. Papineni and others, BLEU, ACL 2002; smoothing: B. Chen and C. Cherry, WMT 2014,
 * method 3; brevity by the closest reference length, the shorter of two equally close.
 *
 * @param tokenisation how texts are cut
 * @param lowercase whether case is ignored
 */
public record Bleu(Tokenisation tokenisation, boolean lowercase) implements CorpusMetric {

  private static final int ORDERS = 4;

  /** Returns BLEU with case. */
  public static Bleu of(Tokenisation tokenisation) {
    return new Bleu(tokenisation, false);
  }

  @Override
  public String word() {
    return tokenisation == Tokenisation.MT13A ? "bleu" : "bleu-" + tokenisation.word();
  }

  @Override
  public String signature(int references) {
    return Signatures.of(
        references,
        "case:"
            + (lowercase ? "lc" : "mixed")
            + "|eff:no|tok:"
            + tokenisation.word()
            + "|smooth:exp");
  }

  @Override
  public int width() {
    return 2 + 2 * ORDERS;
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  /** Returns reply length, closest reference length, matches by order, n-grams by order. */
  @Override
  public double[] statistics(String reply, List<String> references) {
    Signatures.referenced(references);
    Words.Numbers numbers = new Words.Numbers();
    Grams grams = new Grams(ORDERS);
    List<int[]> known = new ArrayList<>();
    for (String reference : references) {
      int[] symbols = numbers.learn(tokens(reference));
      grams.learn(symbols);
      known.add(symbols);
    }
    int[] symbols = numbers.of(tokens(reply));
    double[] statistics = new double[width()];
    statistics[0] = symbols.length;
    statistics[1] = closest(symbols.length, known);
    int[] most = grams.counts(known.getFirst());
    for (int[] other : known.subList(1, known.size())) {
      int[] counts = grams.counts(other);
      for (int node = 0; node < most.length; node++) {
        most[node] = Math.max(most[node], counts[node]);
      }
    }
    long[] matches = grams.matches(grams.counts(symbols), most);
    for (int order = 1; order <= ORDERS; order++) {
      statistics[1 + order] = matches[order - 1];
      statistics[1 + ORDERS + order] = Grams.total(symbols.length, order);
    }
    return statistics;
  }

  private List<String> tokens(String text) {
    String line = lowercase ? text.toLowerCase(Locale.ROOT) : text;
    return tokenisation.tokens(Words.strippedAtEnd(line));
  }

  private static int closest(int length, List<int[]> references) {
    int best = references.getFirst().length;
    for (int[] reference : references) {
      int difference = Math.abs(length - reference.length) - Math.abs(length - best);
      if (difference < 0 || (difference == 0 && reference.length < best)) {
        best = reference.length;
      }
    }
    return best;
  }

  @Override
  public double score(double[] sums) {
    Signatures.wide(sums, width());
    double matched = 0;
    for (int order = 1; order <= ORDERS; order++) {
      matched += sums[1 + order];
    }
    if (matched == 0) {
      return 0;
    }
    double brevity = sums[0] < sums[1] ? Math.exp(1 - sums[1] / sums[0]) : 1;
    double halving = 1;
    double logs = 0;
    for (int order = 1; order <= ORDERS; order++) {
      double matches = sums[1 + order];
      double total = sums[1 + ORDERS + order];
      if (total == 0) {
        // No n-gram of this order at all: its precision is 0, and so is the score.
        return 0;
      }
      if (matches == 0) {
        halving *= 2;
        logs += Math.log(100 / (halving * total));
      } else {
        logs += Math.log(100 * matches / total);
      }
    }
    return brevity * Math.exp(logs / ORDERS);
  }
}
