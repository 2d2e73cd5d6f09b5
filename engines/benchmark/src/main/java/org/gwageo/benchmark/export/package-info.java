/**
 * A run in the forms that other tools read, and the manifest by which anyone can repeat its score.
 *
 * <ul>
 *   <li>{@link org.gwageo.benchmark.export.HarnessExport} — the results and samples files of
 *       lm-evaluation-harness;
 *   <li>{@link org.gwageo.benchmark.export.InspectExport} — an Inspect {@code .eval} log;
 *   <li>{@link org.gwageo.benchmark.export.ParquetExport} — one row for each question and filter;
 *   <li>{@link org.gwageo.benchmark.export.ReplayManifest} — what a score depends on, signed.
 * </ul>
 *
 * <p>All of them are pure functions of a task and a journal. Exports say nothing that is not there:
 * what the other format has no place for is put into its metadata.
 *
 * <pre>{@code
 * var run = new ExportedRun(task, subject, FileJournal.attempts(journal));
 * HarnessExport.write(run, Path.of("out"));
 * InspectExport.write(run, Path.of("run.eval"));
 * ParquetExport.write(run, Path.of("run.parquet"));
 * }</pre>
 */
@NullMarked
package org.gwageo.benchmark.export;

import org.jspecify.annotations.NullMarked;
