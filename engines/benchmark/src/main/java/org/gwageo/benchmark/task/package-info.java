/**
 * What is asked: a task file, its items, and the exact questions they make.
 *
 * <p>A task is one YAML file and one file of items (JSONL, CSV or TSV). The smallest complete task:
 *
 * <pre>{@code
 * format: gwageo-task/1
 * id: capitals
 * version: "1"
 * title: {ko: 수도 맞히기, en: Capital cities}
 * prompt:
 *   user: "{{question}}"
 * generation: {max_tokens: 24}
 * answer:
 *   kind: generated
 *   gold: answer
 *   extract: [korean-answer, first-line]
 *   normalise: [nfkc, trim-punctuation, squeeze]
 * }</pre>
 *
 * <p>with items such as {@code {"id": "c1", "question": "대한민국의 수도는?", "answer": "서울"}}. A
 * multiple-choice task says {@code kind: choice}, {@code choices: choices} (a field with a list, or
 * a list of fields) and writes {@code {{choices}}} where the lettered lines go.
 *
 * <p>A task has four parts: a {@link org.gwageo.benchmark.task.Description}, {@link
 * org.gwageo.benchmark.task.Items} (JSONL, CSV, TSV, Parquet or any other source), a {@link
 * org.gwageo.benchmark.task.Rendering} that makes requests of an item and a {@link
 * org.gwageo.benchmark.task.Judging} that makes readings of the replies. A task file gives all
 * four; importers of other formats put them together with {@link
 * org.gwageo.benchmark.task.BenchmarkTask#of}.
 *
 * <p>{@link org.gwageo.benchmark.task.BenchmarkTask#read} refuses unknown keys and impossible
 * values with the line of the YAML file, and every item that lacks a field with the line of the
 * items file; a task that was read can be asked. Its digest covers all that the file says and the
 * items' bytes. {@link org.gwageo.benchmark.task.Question} is one item for one repeat, rendered,
 * with the key under which its attempts are kept.
 */
@NullMarked
package org.gwageo.benchmark.task;

import org.jspecify.annotations.NullMarked;
