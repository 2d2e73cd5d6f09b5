/**
 * A team's own runs of a benchmark, handed in as a bundle, checked for form and repeated by lot.
 *
 * <p>A team that states a score hands in what the score came from: a folder with {@code
 * bundle.json} and one run folder for each run, as {@link org.gwageo.benchmark.run.BenchmarkFolder}
 * writes it. Three steps follow:
 *
 * <ul>
 *   <li>{@link org.gwageo.benchmark.reproduction.BundleCheck} reads everything again and lists
 *       whatever does not fit: runs that are missing or incomplete, other tasks or settings,
 *       repeated seeds, results that the journals do not give, declared numbers that differ,
 *       replies that occur too often, impossible times. It lists and does not judge.
 *   <li>{@link org.gwageo.benchmark.reproduction.BundleDraw} chooses runs and items by a seed that
 *       was committed to before the bundles came in.
 *   <li>{@link org.gwageo.benchmark.reproduction.ReproductionRecord} compares our run of those with
 *       the declared one, under a tolerance fixed beforehand, and is written down whole.
 * </ul>
 *
 * <pre>{@code
 * RunBundle bundle = RunBundle.open(Path.of("team-a"));
 * BundleReport report = BundleCheck.of(bundle, new BundleCheck.Rules(5, officialDigest), clock);
 * report.problems().forEach(problem -> show(problem.english()));
 *
 * BundleDraw drawn = BundleDraw.of(bundle, new ReproductionDraw(seed, "stage 2"), "stage 2", 2, 200);
 * drawn.write(bundle, Path.of("drawn"));          // asked by the ordinary runner
 *
 * ReproductionRecord record =
 *     ReproductionRecord.ofItems(bundle, drawn.runs(), List.of(Path.of("ours")), Tolerance.of(0.02), drawn);
 * Files.write(Path.of("reproduction.json"), record.toJson());
 * }</pre>
 */
@NullMarked
package org.gwageo.benchmark.reproduction;

import org.jspecify.annotations.NullMarked;
