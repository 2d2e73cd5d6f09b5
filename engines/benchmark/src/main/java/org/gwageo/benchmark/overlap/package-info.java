/**
 * How much of a right answer, or of a reference text, a reply has.
 *
 * <p>A {@link org.gwageo.benchmark.overlap.ReplyMetric} scores one reply and results average it:
 * exact match and F1 by the rules of SQuAD and KorQuAD, ROUGE, ANLS, VQA accuracy. A {@link
 * org.gwageo.benchmark.overlap.CorpusMetric} turns each reply into a few numbers, adds them up and
 * scores the sums: BLEU, chrF, TER and error rates of transcriptions; it neither depends on the
 * order of replies nor needs their texts to be resampled.
 *
 * <p>Measures that were made for English are kept as they are, so that figures can be compared, and
 * have Korean counterparts under names of their own: characters instead of words, or Nori's
 * morphemes, which set particles apart. All of them run in time that is bounded by the length of
 * the reply times that of the reference, and in memory that the reference bounds.
 *
 * <pre>{@code
 * CorpusMetric chrf = CorpusMetric.named("chrf").orElseThrow();
 * double[] sums = new double[chrf.width()];
 * for (Pair pair : pairs) {
 *   double[] one = chrf.statistics(pair.reply(), List.of(pair.reference()));
 *   Arrays.setAll(sums, i -> sums[i] + one[i]);
 * }
 * chrf.score(sums);       // 0 to 100
 * chrf.signature(1);      // nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:gwageo-1
 *
 * ReplyMetric rouge = ReplyMetric.named("rougeL-nori").orElseThrow();
 * rouge.score("한국의 수도는 서울이다.", List.of("대한민국의 수도는 서울"));   // 0 to 1
 * }</pre>
 */
@NullMarked
package org.gwageo.benchmark.overlap;

import org.jspecify.annotations.NullMarked;
