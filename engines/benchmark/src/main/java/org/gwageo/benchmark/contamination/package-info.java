/**
 * Was a benchmark in the training data? Tests whose outcome is evidence, never a verdict.
 *
 * <p>Each test is a pure function of replies, scores or log probabilities and yields a {@link
 * org.gwageo.benchmark.contamination.Finding}: an effect with its interval, a one-sided p-value,
 * what it was compared with and what else could cause it. The {@link
 * org.gwageo.benchmark.contamination.ContaminationBoard} joins the findings of all entrants, tasks
 * and tests under one false-discovery rate.
 *
 * <ul>
 *   <li>replies only: {@link org.gwageo.benchmark.contamination.PermutedChoices}, {@link
 *       org.gwageo.benchmark.contamination.GuidedCompletion}, {@link
 *       org.gwageo.benchmark.contamination.ChoiceRecall}, {@link
 *       org.gwageo.benchmark.contamination.TwinGap};
 *   <li>a declared corpus: {@link org.gwageo.benchmark.contamination.CorpusOverlap};
 *   <li>log probabilities: {@link org.gwageo.benchmark.contamination.ItemLikelihood}, {@link
 *       org.gwageo.benchmark.contamination.ItemOrder}.
 * </ul>
 *
 * <p>The first three come with builders of the additional questions that a run asks:
 *
 * <pre>{@code
 * var item = new ProbedItem("q1", "KoLaw-2025 test", "다음 중 ...은?", List.of("가", "나", "다"), 1);
 * for (Probe probe : PermutedChoices.probes(item)) {
 *   out.write(CanonicalJson.string(probe.toItem()));    // items of a task with {{prompt}}
 * }
 * // ... after the run, one Answers for each item:
 * Finding finding = PermutedChoices.finding("entrant", "ko-law", answers, control, 20270101);
 * ContaminationBoard board = ContaminationBoard.of(List.of(finding, others), 0.05);
 * board.raised();                                        // for people to look into
 * }</pre>
 *
 * <p>Randomness comes only from the seed handed in, so a finding can be recomputed to the last bit.
 */
@NullMarked
package org.gwageo.benchmark.contamination;

import org.jspecify.annotations.NullMarked;
