/**
 * Tasks written for lm-evaluation-harness, read from their YAML files.
 *
 * <pre>{@code
 * BenchmarkTask task =
 *     HarnessTasks.read(
 *         Path.of("gsm8k/gsm8k.yaml"), Path.of("data/gsm8k"), Mode.COMPAT, Api.COMPLETIONS);
 * }</pre>
 *
 * <p>{@code data/gsm8k} is a folder with {@code train.jsonl} and {@code test.jsonl}. The parts, in
 * the order in which they work:
 *
 * <ul>
 *   <li>{@link org.gwageo.benchmark.harness.HarnessFile} reads one YAML file with its includes;
 *       {@link org.gwageo.benchmark.harness.HarnessTree} knows a folder of them, their groups and
 *       tags;
 *   <li>{@link org.gwageo.benchmark.harness.TaskSpec} is what a task says, defaults filled in, with
 *       a digest; {@link org.gwageo.benchmark.harness.Validation} lists what of it cannot be done;
 *   <li>{@code Split} and {@code DataFolder} give documents as the harness would see them;
 *   <li>{@code Documents} makes prompt, target and choices of a document, {@code FewShots} draws
 *       the examples that stand before it, {@code Assembly} puts the prompt together;
 *   <li>{@code ReplyFilter}, {@code GeneratedJudging} and {@code LikelihoodJudging} score; {@code
 *       ProgramJudging} lets programs be run.
 * </ul>
 *
 * <p>A task is read in one of two modes, which results carry and which are never compared. In
 * {@link org.gwageo.benchmark.task.Mode#COMPAT} prompts and scores are those of
 * lm-evaluation-harness 0.4.13. In {@link org.gwageo.benchmark.task.Mode#OFFICIAL} the prompts'
 * words are the same, but examples are drawn by document and not by position, reasoning is taken
 * off, the last match counts instead of the first, an answer is also found in a Korean sentence,
 * and a choice by likelihood has a generative twin for endpoints that only chat. What Python
 * functions of a task do is written again in {@link org.gwageo.benchmark.harness.port}; a task with
 * a function that is not known there is refused with its name.
 */
@NullMarked
package org.gwageo.benchmark.harness;

import org.jspecify.annotations.NullMarked;
