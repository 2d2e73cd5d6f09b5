/**
 * Finds a mathematical answer in a reply and decides whether it equals the expected one.
 *
 * <p>The work is done in two steps that do not know of each other. {@link
 * org.gwageo.benchmark.mathematics.MathAnswers} looks for the place where a reply announces its
 * answer: {@code \boxed{…}}, "the final answer is …", {@code 정답은 …}, {@code ####}, the last
 * formula, the last number; within one kind of announcement the last one counts. {@link
 * org.gwageo.benchmark.mathematics.MathEquivalence} reads both writings into expression trees and
 * compares them in stages that get stronger:
 *
 * <ol>
 *   <li>the same text once spaces and typography are taken off;
 *   <li>the same number: exact fractions, decimals to six places, percent, units;
 *   <li>the same canonical form: a quotient of polynomials with rational coefficients over symbols,
 *       roots of primes, &pi;, e, i, logarithms, powers and trigonometric functions, where a zero
 *       difference is a proof;
 *   <li>the same value to 35 digits at eight rational points that a fixed seed draws.
 * </ol>
 *
 * <p>A difference that shows at one point is a proof that two expressions differ. Every step has a
 * budget of elementary operations, so that a hostile answer costs a fraction of a second and never
 * an unending simplification; there is no clock in the decision.
 *
 * <pre>{@code
 * String reply = "따라서 넓이는 $\\frac{\\sqrt{12}}{2}$, 정답은 $\\boxed{\\sqrt{3}}$ 입니다.";
 * String answer = MathAnswers.find(reply).orElseThrow().text();         // \sqrt{3}
 * MathVerdict verdict = MathEquivalence.equal("\\frac{3}{\\sqrt3}", answer);
 * verdict.isEqual();                                                    // true
 * // verdict is Equal[stage=SYMBOLIC, reason=…]
 * }</pre>
 *
 * <p>Sets, lists, tuples, intervals and their unions, matrices, equations and inequalities, units
 * and Korean numbers are read as such; see docs/methods/math-equivalence.md for the rules and for
 * each known disagreement with Math-Verify. {@link org.gwageo.benchmark.mathematics.HendrycksMath}
 * and {@link org.gwageo.benchmark.mathematics.Numbers} are the string rules of the MATH, GSM8K,
 * HRM8K and AIME tasks, kept as they are for scores that must compare with published ones.
 */
@NullMarked
package org.gwageo.benchmark.mathematics;

import org.jspecify.annotations.NullMarked;
