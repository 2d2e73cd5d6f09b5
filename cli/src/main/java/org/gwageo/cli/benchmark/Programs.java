package org.gwageo.cli.benchmark;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gwageo.benchmark.sandbox.PythonJudge;
import org.gwageo.benchmark.sandbox.PythonProblem;
import org.gwageo.benchmark.sandbox.Verdict;
import org.gwageo.benchmark.task.ProgramRunner;

/** Runs each program once, however often its reply is scored. */
final class Programs implements ProgramRunner {

  private static final int MOST_REMEMBERED = 20_000;

  private final PythonJudge judge;
  private final Map<PythonProblem, Verdict> verdicts =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<PythonProblem, Verdict> eldest) {
              return size() > MOST_REMEMBERED;
            }
          });

  Programs(PythonJudge judge) {
    this.judge = judge;
  }

  @Override
  public Verdict run(PythonProblem problem) {
    Verdict known = verdicts.get(problem);
    if (known != null) {
      return known;
    }
    Verdict verdict;
    try {
      verdict = judge.judge(problem).verdict();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Verdict(Verdict.Kind.REFUSED, "the command was stopped");
    }
    verdicts.put(problem, verdict);
    return verdict;
  }
}
