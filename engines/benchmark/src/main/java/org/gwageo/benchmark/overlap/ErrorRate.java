package org.gwageo.benchmark.overlap;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Error rate of transcriptions: insertions, deletions and replacements for each unit of the
 * reference. 0 is perfect; more than 1 is possible.
 *
 * <p>Spacing is partly free in Korean, so the rate without spaces is the one to compare systems by;
 * the rate of jamo weighs a wrong vowel less than a wrong syllable.
 *
 * @param unit what is counted
 * @param spaces whether a space is a character like any other; without effect on words
 * @param normalised whether texts are brought to Unicode form NFKC and lower case, and punctuation
 *     and symbols other than letters and digits become spaces
 */
public record ErrorRate(Unit unit, boolean spaces, boolean normalised) implements CorpusMetric {

  /** What an error is counted in. */
  public enum Unit {
    /** Words between white space. */
    WORDS,
    /** Characters; in Hangul, syllables. */
    SYLLABLES,
    /** Consonants and vowels of Hangul, by Unicode form NFKD; other characters as they are. */
    JAMO
  }

  private static final Pattern PUNCTUATION = Pattern.compile("[\\p{P}\\p{S}]+");

  static Optional<CorpusMetric> named(String name) {
    boolean raw = name.endsWith("-raw");
    String base = raw ? name.substring(0, name.length() - 4) : name;
    return Optional.ofNullable(
        switch (base) {
          case "wer" -> new ErrorRate(Unit.WORDS, false, !raw);
          case "cer" -> new ErrorRate(Unit.SYLLABLES, true, !raw);
          case "cer-nospace" -> new ErrorRate(Unit.SYLLABLES, false, !raw);
          case "jer" -> new ErrorRate(Unit.JAMO, false, !raw);
          default -> null;
        });
  }

  @Override
  public String word() {
    String base =
        switch (unit) {
          case WORDS -> "wer";
          case SYLLABLES -> spaces ? "cer" : "cer-nospace";
          case JAMO -> spaces ? "jer-space" : "jer";
        };
    return normalised ? base : base + "-raw";
  }

  @Override
  public String signature(int references) {
    return Signatures.of(
        references,
        "unit:"
            + unit.name().toLowerCase(Locale.ROOT)
            + "|space:"
            + (spaces ? "yes" : "no")
            + "|norm:"
            + (normalised ? "nfkc-lc-nopunct" : "none"));
  }

  @Override
  public int width() {
    return 2;
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }

  /** Returns errors and reference length, for the reference with the lowest rate. */
  @Override
  public double[] statistics(String reply, List<String> references) {
    Signatures.referenced(references);
    double[] best = new double[0];
    for (String reference : references) {
      Words.Numbers numbers = new Words.Numbers();
      int[] known = units(reference, numbers, true);
      int errors = Alignment.editDistance(known, units(reply, numbers, false));
      double[] statistics = {errors, known.length};
      if (best.length == 0 || score(statistics) < score(best)) {
        best = statistics;
      }
    }
    return best;
  }

  private int[] units(String text, Words.Numbers numbers, boolean learn) {
    String clean = clean(text);
    if (unit == Unit.WORDS) {
      List<String> words = Words.split(clean);
      return learn ? numbers.learn(words) : numbers.of(words);
    }
    String kept = spaces ? Words.squeezed(clean) : Words.withoutSpaces(clean);
    if (unit == Unit.JAMO) {
      kept = Normalizer.normalize(kept, Normalizer.Form.NFKD);
    }
    return kept.codePoints().toArray();
  }

  private String clean(String text) {
    if (!normalised) {
      return text;
    }
    String lower = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return PUNCTUATION.matcher(lower).replaceAll(" ");
  }

  @Override
  public double score(double[] sums) {
    Signatures.wide(sums, width());
    if (sums[1] > 0) {
      return sums[0] / sums[1];
    }
    return sums[0] > 0 ? 1 : 0;
  }
}
