/**
 * Compares the tool calls of a reply with those that a task expects.
 *
 * <p>An {@link org.gwageo.benchmark.toolcall.ExpectedCall} names a function and for each argument
 * the values that are allowed, in the form of the Berkeley Function Calling Leaderboard: {@code ""}
 * among them says that the argument may be left out. A task that expects no call is right only with
 * none. Arguments arrive as text that a model wrote and are read with limits on length, depth and
 * digits. Every difference is reported with its place, so that a board can show why a call is
 * wrong.
 *
 * <pre>{@code
 * List<ExpectedCall> expected =
 *     ExpectedCall.ofBfcl("[{\"weather\": {\"city\": [\"Seoul\", \"서울\"], \"days\": [3], \"unit\": [\"\", \"celsius\"]}}]");
 * List<ActualCall> actual = List.of(new ActualCall("weather", "{\"city\": \"서울\", \"days\": 3.0}"));
 * ToolMatch match = new ToolCalls(MatchRules.bfcl()).match(expected, actual);
 * match.matched();      // true
 * match.mismatches();   // empty
 * }</pre>
 */
@NullMarked
package org.gwageo.benchmark.toolcall;

import org.jspecify.annotations.NullMarked;
