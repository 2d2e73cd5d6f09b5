/**
 * A language model as judge, kept honest.
 *
 * <p>Replies that no rule can score are shown to a judge. What could go wrong, and what is done:
 *
 * <ul>
 *   <li>the judge changes: {@link org.gwageo.benchmark.judge.JudgeSpec} pins model, revision,
 *       instructions and frame under one digest;
 *   <li>a reply gives the judge orders: it stands between lines with a nonce that its writer cannot
 *       know, and the verdict must carry the same nonce ({@link
 *       org.gwageo.benchmark.judge.JudgePrompt});
 *   <li>the judge's answer cannot be read: it is {@link
 *       org.gwageo.benchmark.judge.Verdict.Unparsed}, counted and never replaced by a grade;
 *   <li>the judge prefers what comes first: pairs are asked in both positions, and where the order
 *       decides it is a tie that is counted ({@link org.gwageo.benchmark.judge.PairVerdict});
 *   <li>the judge differs from people: without a human set, or below the declared agreement, the
 *       score is held back ({@link org.gwageo.benchmark.judge.JudgedResult});
 *   <li>the judge is kin: {@link org.gwageo.benchmark.judge.JudgeSpec#refuseOwn}.
 * </ul>
 *
 * <pre>{@code
 * var spec = new JudgeSpec("essay", "judge-70b", "2026-09-01", List.of("hwarang"), rubric,
 *     Scale.Points.whole(1, 10), 3, 0.6, 50, 0.02, 60_000);
 * spec.refuseOwn("entrant", "baekdu-33b", List.of("baekdu"));
 * JudgePrompt prompt = JudgePrompt.single(spec, secret, subject, candidate, repeat);
 * Verdict verdict = Verdict.read(spec, prompt, replyOf(prompt.messages()), false);
 *
 * JudgedItems items = JudgedItems.ofReplies(spec, verdictsByItem);
 * JudgeAgreement agreement = JudgeAgreement.of(spec, gradedByPeople, seed);
 * JudgedResult result = JudgedResult.of(spec, items, agreement);
 * }</pre>
 *
 * <p>The verdict is one line, {@code VERDICT <nonce>: 7}. Raw replies stay in the journal, so the
 * reading can be repeated.
 */
@NullMarked
package org.gwageo.benchmark.judge;

import org.jspecify.annotations.NullMarked;
