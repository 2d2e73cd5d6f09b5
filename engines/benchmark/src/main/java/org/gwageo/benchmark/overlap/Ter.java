package org.gwageo.benchmark.overlap;

import java.util.List;
import java.util.Locale;

/**
 * Translation edit rate, times 100: word edits, where moving a run of words counts as one, for each
 * word of the reference. Equal to sacrebleu 2.6.0 with its default settings.
 *
 * <p>Source: M. Snover and others, A study of translation edit rate, AMTA 2006, with the limits of
 * Tercom. Of several references the one with fewest edits counts, against their mean length. A
 * reply of more than 5,000 words is measured without moves.
 *
 * @param caseSensitive whether case counts
 */
public record Ter(boolean caseSensitive) implements CorpusMetric {

  @Override
  public String word() {
    return "ter";
  }

  @Override
  public String signature(int references) {
    return Signatures.of(
        references,
        "case:" + (caseSensitive ? "mixed" : "lc") + "|tok:tercom|norm:no|punct:yes|asian:no");
  }

  @Override
  public int width() {
    return 2;
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }

  /** Returns the fewest edits and the mean length of the references. */
  @Override
  public double[] statistics(String reply, List<String> references) {
    Signatures.referenced(references);
    List<String> words = words(reply);
    long lengths = 0;
    int edits = Integer.MAX_VALUE;
    for (String reference : references) {
      Words.Numbers numbers = new Words.Numbers();
      int[] known = numbers.learn(words(reference));
      lengths += known.length;
      edits = Math.min(edits, new Moves(known).edits(numbers.of(words)));
    }
    return new double[] {edits, (double) lengths / references.size()};
  }

  private List<String> words(String text) {
    return Words.split(caseSensitive ? text : text.toLowerCase(Locale.ROOT));
  }

  @Override
  public double score(double[] sums) {
    Signatures.wide(sums, width());
    if (sums[1] > 0) {
      return 100 * (sums[0] / sums[1]);
    }
    return sums[0] > 0 ? 100 : 0;
  }
}
