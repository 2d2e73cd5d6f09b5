/**
 * Runs programs that models wrote, and tests on them.
 *
 * <p>A {@link org.gwageo.benchmark.sandbox.Sandbox} starts each program as a process of its own in
 * its own name spaces: no network, the system's programs and the interpreter read-only, an empty
 * folder in memory, a cleared environment, limits on CPU time, memory, files, processes and output.
 * When the program ends or is ended, the name space ends with it and takes along whatever the
 * program started. Where a machine grants no name spaces, nothing runs unless the operator accepts
 * limits alone; each result names the {@link org.gwageo.benchmark.sandbox.Isolation} it was reached
 * under.
 *
 * <p>{@link org.gwageo.benchmark.sandbox.PythonJudge} runs the tests in one sandbox and the program
 * in another. Only plain values pass between them, so that a program cannot print, patch or return
 * its way to a pass. {@link org.gwageo.benchmark.sandbox.StdioTests} judge whole programs by what
 * they print.
 *
 * <p>CPU time is the limit that decides. The time on the wall is a generous multiple of it, and a
 * program that hits either runs once more with nothing beside it.
 *
 * <pre>{@code
 * Interpreter python = Interpreter.python().orElseThrow();
 * HumanEval problem = new HumanEval("HumanEval/0", prompt, "has_close_elements", test);
 * try (Sandbox sandbox = Sandbox.open(python, Limits.of(3), false)) {
 *   Judged judged = new PythonJudge(sandbox).judge(problem.withReply(reply));
 *   judged.verdict().kind().word();   // passed, failed-assertion, exception, cpu-limit, ...
 *   judged.isolation().word();        // namespaces
 * }
 * }</pre>
 */
@NullMarked
package org.gwageo.benchmark.sandbox;

import org.jspecify.annotations.NullMarked;
