/**
 * The few parts of Python that other people's benchmark tasks are written in, with Python's
 * results.
 *
 * <p>A task file of lm-evaluation-harness holds Python regular expressions, calls Python's string
 * methods, draws its examples with Python's generator and compares what Python prints. The classes
 * here give the same strings, matches and numbers:
 *
 * <ul>
 *   <li>{@link org.gwageo.benchmark.python.PythonRegex} — {@code re} for {@code str}: Unicode-wide
 *       {@code \w \d \s \b}, only {@code \n} ends a line, {@code findall} and {@code sub} with
 *       Python's treatment of empty matches, and a budget that stops runaway backtracking;
 *   <li>{@link org.gwageo.benchmark.python.PythonText} — {@code str} methods, white space as Python
 *       sees it;
 *   <li>{@link org.gwageo.benchmark.python.PythonRandom} — {@code random.Random(seed)}, bit for
 *       bit;
 *   <li>{@link org.gwageo.benchmark.python.PythonLiteral} — {@code ast.literal_eval};
 *   <li>{@link org.gwageo.benchmark.python.PythonValue} — {@code str()}, {@code repr()}, truth,
 *       equality, indexing and slicing.
 * </ul>
 *
 * <p>Python values are Java values: {@code None} is null, {@code int} a Long (a BigInteger beyond
 * 64 bits), {@code float} a Double, {@code str} a String, {@code list} and {@code tuple} a List,
 * {@code dict} a Map that keeps its order.
 *
 * <pre>{@code
 * new PythonRandom(1234).sample(7_473, 5);                       // rows 7220, 914, 115, … as CPython
 * PythonRegex.compile("#### (\\-?[0-9\\.\\,]+)").findAll("#### 72"); // [["72"]]
 * PythonValue.str(List.of("a", 1L, 0.5));                        // ['a', 1, 0.5]
 * }</pre>
 */
@NullMarked
package org.gwageo.benchmark.python;

import org.jspecify.annotations.NullMarked;
