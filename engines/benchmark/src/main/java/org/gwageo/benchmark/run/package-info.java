/**
 * Runs a task against an endpoint.
 *
 * <p>One pipeline, all of whose stages are bounded: workers, each a thread, take a place at the
 * gate, take and render the next question, and send it; every attempt goes into the journal in
 * groups that are made durable together, and only then is it judged. When the journal is slow the
 * workers wait for it. A failure touches one question. A run that was stopped or killed is
 * continued by running it again with the same journal: what is settled there is not asked again.
 *
 * <p>How many requests are under way is fixed, or found from how latency answers to concurrency
 * ({@link org.gwageo.benchmark.run.Concurrency.Adaptive}); how many a minute is limited by options
 * and by what the endpoint tells of itself. Nothing is ever asked twice at once to get the faster
 * reply: that would change the load that is measured.
 *
 * <p>{@link org.gwageo.benchmark.run.BenchmarkRun} works on any {@link
 * org.gwageo.benchmark.journal.Journal}; {@link org.gwageo.benchmark.run.BenchmarkFolder} keeps
 * everything that a run needs and yields in one folder; {@link
 * org.gwageo.benchmark.run.RunsTogether} measures several entrants in the same time window.
 *
 * <pre>{@code
 * RunOptions options = RunOptions.standard(clock, random)
 *     .with(new Concurrency.Adaptive(256))
 *     .withRates(3_000L, 1_000_000L);
 * BenchmarkResult result = BenchmarkRun.run(task, endpoint, journal, options, progress ->
 *     show(progress.done(), progress.total(), progress.load().isBottleneck()));
 * }</pre>
 */
@NullMarked
package org.gwageo.benchmark.run;

import org.jspecify.annotations.NullMarked;
