/**
 * The verdict engine: rules and scores in, a verdict with its whole derivation out.
 *
 * <p>A stage is decided in four steps, each in a place of its own. A {@linkplain
 * org.gwageo.verdict.rules.Rulebook rulebook} says what counts. {@linkplain
 * org.gwageo.verdict.scores.Scores Scores} hold what was measured, marked, rated and found. {@link
 * org.gwageo.verdict.Verdicts} turns values into points, judges the gates and gives the places.
 * {@link org.gwageo.verdict.Disclosure} cuts the verdict down to what an audience may see.
 *
 * <p>A complete example: one benchmark, one gate, two teams, one place.
 *
 * <pre>{@code
 * Rulebook rulebook = Rulebook.parse("""
 *     format: gwageo-rulebook/1
 *     id: example
 *     version: 1
 *     title: {ko: 보기, en: Example}
 *     points: 100
 *     rounding: {mode: half-up, measurement: none, item: 1, block: 1, total: 1}
 *     blocks:
 *       - id: benchmark
 *         title: {ko: 벤치마크, en: Benchmarks}
 *         points: 100
 *         items:
 *           - id: index
 *             title: {ko: 지수, en: Index}
 *             points: 100
 *             input: {kind: index}
 *             scaling: {rule: linear, full: 100}
 *             missing: refuse
 *     gates:
 *       - id: openness
 *         title: {ko: 개방성, en: Openness}
 *         kind: openness
 *         undetermined: hold
 *         tests: [{test: licence, requires: [commercial-use]}]
 *     places:
 *       from: 2
 *       to: 1
 *       fill-vacated-places: false
 *       none-selected: true
 *       single-applicant: evaluated
 *       ties: {order: [exact-total], otherwise: share}
 *     disclosure:
 *       public: {levels: [outcome]}
 *       team-itself: {levels: [outcome, gates, rank, total, blocks, items]}
 *       team-others: {levels: [outcome]}
 *       reviewers: {levels: [outcome]}
 *       office: {levels: [outcome, gates, rank, total, blocks, items, sheets, raw]}
 *     """);
 * Scores scores = Scores.parse("""
 *     format: gwageo-scores/1
 *     teams: [{id: ang-bu}, {id: gan-ui}]
 *     items:
 *       index: {ang-bu: 81.25, gan-ui: {correct: 9, of: 10}}
 *     gates:
 *       openness:
 *         ang-bu: {licence: [commercial-use]}
 *         gan-ui: {licence: []}
 *     """, rulebook);
 * Verdict verdict = Verdicts.decide(rulebook, scores);
 *
 * verdict.team("gan-ui").orElseThrow().outcome();  // GateFailed[gates=[openness]], rank 1, 90.0
 * verdict.team("ang-bu").orElseThrow().outcome();  // OutOfPlaces[rank=2, places=1], 81.3
 * verdict.cut().actual().out();                    // 2, announced was 1
 * Disclosure.view(verdict, new Audience.Public()); // outcomes only
 * }</pre>
 *
 * <p>Arithmetic is exact: values are fractions until the rulebook rounds them. Gates never change
 * points. The same rulebook and scores give the same bytes of {@link
 * org.gwageo.verdict.Verdict#toJson}. Nothing here knows a clock, a database or a source of chance.
 */
@NullMarked
package org.gwageo.verdict;

import org.jspecify.annotations.NullMarked;
