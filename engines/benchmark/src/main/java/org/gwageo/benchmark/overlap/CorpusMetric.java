package org.gwageo.benchmark.overlap;

import java.util.List;
import java.util.Optional;

/**
 * A measure of a whole set of replies that is computed from sums.
 *
 * <p>Each reply gives {@link #width()} numbers; the numbers of all replies are added and {@link
 * #score} makes the measure of the sums. A result therefore does not depend on the order of
 * replies, can be put together from parts, and can be resampled without looking at texts again. The
 * numbers are whole, except those of {@link Ter} with several references.
 */
public sealed interface CorpusMetric permits Bleu, Chrf, Ter, ErrorRate, Composed {

  /** Returns the word by which task files and results know the measure. */
  String word();

  /**
   * Returns what a score was computed with, in the form of sacrebleu's signatures; the last field
   * names this implementation.
   *
   * @param references how many references each reply had, or -1 where the number varies
   */
  String signature(int references);

  /** Returns how many numbers one reply gives. */
  int width();

  /**
   * Returns the numbers of one reply.
   *
   * @throws IllegalArgumentException if there is no reference
   */
  double[] statistics(String reply, List<String> references);

  /**
   * Returns the measure of added numbers.
   *
   * @throws IllegalArgumentException if there are not {@link #width()} of them
   */
  double score(double[] sums);

  /** Returns whether a greater score is a better one. */
  boolean higherIsBetter();

  /** Returns the score of one reply by itself. */
  default double single(String reply, List<String> references) {
    return score(statistics(reply, references));
  }

  /**
   * Returns the measure called {@code bleu}, {@code bleu-char}, {@code bleu-nori}, {@code chrf},
   * {@code chrf++}, {@code ter}, {@code wer}, {@code cer}, {@code cer-nospace} or {@code jer}, or
   * one of these with {@code -raw} for error rates without normalisation, or nothing.
   */
  static Optional<CorpusMetric> named(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "bleu" -> Bleu.of(Tokenisation.MT13A);
          case "bleu-char" -> Bleu.of(Tokenisation.CHARACTERS);
          case "bleu-nori" -> Bleu.of(Tokenisation.MORPHEMES);
          case "chrf" -> Chrf.standard();
          case "chrf++" -> Chrf.plusPlus();
          case "ter" -> new Ter(false);
          default -> ErrorRate.named(name).orElse(null);
        });
  }
}
