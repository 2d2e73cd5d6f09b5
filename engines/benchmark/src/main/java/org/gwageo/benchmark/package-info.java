/**
 * The benchmark engine: puts the questions of a task to a model and scores the replies.
 *
 * <p>The parts, in the order in which data flows:
 *
 * <ul>
 *   <li>{@code task} — a task file and its items become questions;
 *   <li>{@code endpoint} — one question is sent, and what comes back is classified;
 *   <li>{@code journal} — every attempt is made durable before anything is concluded from it;
 *   <li>{@code answer} — the answer is found in the reply;
 *   <li>{@code metric} — what questions are worth, and how that becomes numbers;
 *   <li>{@code score} — the journal becomes a result, always the same bytes;
 *   <li>{@code run} — all of it together, concurrently, with retries and resumption;
 *   <li>{@code statistics} — what results say about differences between models.
 * </ul>
 *
 * <p>Beside them: {@code harness} reads the tasks of lm-evaluation-harness ({@code jinja} and
 * {@code python} are what that takes); {@code mathematics}, {@code overlap}, {@code instruction},
 * {@code toolcall}, {@code sandbox} and {@code judge} score; {@code latency} sums times up; {@code
 * sealed} keeps items secret until they are revealed; {@code contamination} looks for signs that a
 * model has seen them; {@code reproduction} checks runs that others hand in; {@code export} writes
 * runs for other tools.
 *
 * <p>A complete run, and the proof that its result follows from its journal:
 *
 * <pre>{@code
 * BenchmarkTask task = BenchmarkTask.read(Path.of("ko-arithmetic/task.yaml"));
 * Endpoint endpoint = Endpoint.of(URI.create("http://127.0.0.1:8081/v1"), "honcheon");
 * RunOptions options = RunOptions.standard(clock, random);
 * try (FileJournal journal = FileJournal.open(Path.of("journal.jsonl"))) {
 *   BenchmarkResult result =
 *       BenchmarkRun.run(task, endpoint, journal, options, Progress.none());
 *   byte[] again = BenchmarkScoring.score(task, endpoint.subject(), journal).toJson();
 *   assert Arrays.equals(result.toJson(), again);
 * }
 * }</pre>
 */
@NullMarked
package org.gwageo.benchmark;

import org.jspecify.annotations.NullMarked;
