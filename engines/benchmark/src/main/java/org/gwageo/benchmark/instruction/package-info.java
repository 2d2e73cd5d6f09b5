/**
 * Checks whether a reply follows instructions that a program can verify.
 *
 * <p>An instruction is an id and its arguments. The 25 ids of IFEval (Zhou et al. 2023,
 * "Instruction-Following Evaluation for Large Language Models") are checked in English; the ids
 * that begin with {@code ko:} are a Korean set of this project's own design, in which words are
 * eojeol, sentences end in Korean ways, keywords may carry particles and styles of speech count.
 *
 * <p>Every instruction gets two verdicts. <em>Strict</em> looks at the reply as it is;
 * <em>loose</em> is satisfied when any of eight variants is: with and without its first line, its
 * last line and its asterisks. A reply is right as a whole when all its instructions are (prompt
 * level); pooled over replies the share of followed instructions is the instruction level.
 *
 * <pre>{@code
 * InstructionReport report =
 *     Instructions.check(
 *         List.of("punctuation:no_comma", "length_constraints:number_words", "ko:speech_style"),
 *         List.of(
 *             Map.of(),
 *             Map.of("relation", "at least", "num_words", 3),
 *             Map.of("style", "해요체")),
 *         "오늘은 날씨가 좋아요.");
 * report.strict();                        // true: all three are followed
 * report.results().get(2).reason();       // "1 of 1 sentences is in 해요체"
 * }</pre>
 *
 * <p>Checks take time linear in the reply, use no random numbers, no clock and no downloads; the
 * language is told from scripts, letters and function words by {@link
 * org.gwageo.benchmark.instruction.Languages}. What differs from lm-evaluation-harness is listed in
 * docs/methods/instruction-following.md.
 */
@NullMarked
package org.gwageo.benchmark.instruction;

import org.jspecify.annotations.NullMarked;
