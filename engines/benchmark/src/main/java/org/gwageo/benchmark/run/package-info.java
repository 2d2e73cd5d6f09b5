/**
 * Runs a task against an endpoint.
 *
 * <p>One pipeline, all of whose stages are bounded: questions are rendered while earlier ones are
 * under way, each is asked on a virtual thread of its own, every attempt goes into the journal in
 * groups that are made durable together, and only then is it judged. A failure touches one
 * question. A run that was stopped or killed is continued by running it again with the same
 * journal: what is settled there is not asked again.
 *
 * <p>{@link org.gwageo.benchmark.run.BenchmarkRun} works on any {@link
 * org.gwageo.benchmark.journal.Journal}; {@link org.gwageo.benchmark.run.BenchmarkFolder} keeps
 * everything that a run needs and yields in one folder.
 */
@NullMarked
package org.gwageo.benchmark.run;

import org.jspecify.annotations.NullMarked;
