/**
 * Finds the answer in what a model wrote.
 *
 * <p>A reply goes through three steps. {@link org.gwageo.benchmark.answer.ReplyText} takes the
 * reasoning off. A cascade of {@link org.gwageo.benchmark.answer.Extractor}s, or {@link
 * org.gwageo.benchmark.answer.ChoiceReader} for lettered choices, looks for the answer; within one
 * step the <em>last</em> match counts, because reasoning such as "the answer is not A" comes before
 * the conclusion. {@link org.gwageo.benchmark.answer.Normalisation} makes writings equal before
 * they are compared. A reply in which nothing is found is reported as such; no answer is ever
 * guessed.
 *
 * <pre>{@code
 * ChoiceReader.read("A가 아니라 B입니다.", List.of("해", "달", "별", "땅"));        // 1
 * Extractor.firstOf(List.of(NamedExtractor.NUMBER), "12 더하기 7은 19입니다.");   // 19
 * }</pre>
 */
@NullMarked
package org.gwageo.benchmark.answer;

import org.jspecify.annotations.NullMarked;
