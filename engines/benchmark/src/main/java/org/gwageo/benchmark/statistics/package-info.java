/**
 * Statistics of benchmark results: how sure a score is, whether two entrants differ, which ranks
 * are possible, and what a season can show before it begins.
 *
 * <p>Everything is a pure function of arrays and a seed. A score is one number an item, NaN where
 * the item was not answered; items that depend on each other carry the same cluster number. Draws
 * come from {@code SplitMix64}, one stream a replicate, so results are the same on any number of
 * threads and any machine.
 *
 * <ul>
 *   <li>one entrant: {@link org.gwageo.benchmark.statistics.ClusteredMean}, {@link
 *       org.gwageo.benchmark.statistics.Proportion}, {@link
 *       org.gwageo.benchmark.statistics.ClusterBootstrap}, {@link
 *       org.gwageo.benchmark.statistics.RepeatedSampling}, {@link
 *       org.gwageo.benchmark.statistics.Composite};
 *   <li>two on the same items: {@link org.gwageo.benchmark.statistics.PairedDifference}, {@link
 *       org.gwageo.benchmark.statistics.SignFlip}, {@link org.gwageo.benchmark.statistics.McNemar},
 *       {@link org.gwageo.benchmark.statistics.TargetRatio};
 *   <li>several: {@link org.gwageo.benchmark.statistics.Comparison} with {@link
 *       org.gwageo.benchmark.statistics.RankSet} and {@link
 *       org.gwageo.benchmark.statistics.TieGroups}, {@link
 *       org.gwageo.benchmark.statistics.Multiplicity};
 *   <li>before a season: {@link org.gwageo.benchmark.statistics.DetectableDifference};
 *   <li>declared runs: {@link org.gwageo.benchmark.statistics.Reproduction}, {@link
 *       org.gwageo.benchmark.statistics.ReproductionDraw};
 *   <li>judges: {@link org.gwageo.benchmark.statistics.Agreement}.
 * </ul>
 *
 * <p>Two entrants on four items, of which the last two belong to one passage:
 *
 * <pre>{@code
 * int[] passages = {1, 2, 3, 3};
 * Comparison comparison =
 *     Comparison.of(
 *         List.of(
 *             new EntrantScores("가람", new double[] {1, 1, 1, 0}, passages),
 *             new EntrantScores("나래", new double[] {1, 0, 0, Double.NaN}, passages)),
 *         ComparisonRules.standard(20260801));
 * comparison.entrants().getFirst().ranks();      // RankSet[low=1, high=2]: three clusters say little
 * CanonicalJson.string(comparison.toTree());     // the same bytes on any machine
 * }</pre>
 */
@NullMarked
package org.gwageo.benchmark.statistics;

import org.jspecify.annotations.NullMarked;
