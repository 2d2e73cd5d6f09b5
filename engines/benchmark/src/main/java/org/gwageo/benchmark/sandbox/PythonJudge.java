package org.gwageo.benchmark.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs tests on programs that models wrote.
 *
 * <p>The tests run in one process and the program in another, each in a sandbox of its own; this
 * class carries calls and plain values between them. The program therefore never sees the tests or
 * the process that decides, and nothing it prints, patches or returns can stand for a verdict: a
 * returned value is built anew from plain parts on the other side, so that not even its comparison
 * is the program's own.
 */
public final class PythonJudge {

  private static final long MOST_ASKED = 64L << 20;

  private final Sandbox sandbox;

  /**
   * Creates a judge.
   *
   * @param sandbox a sandbox whose interpreter is Python
   */
  public PythonJudge(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  /**
   * Judges all problems, as many at one time as there are slots. Those that hit a limit of time run
   * once more, one by one with nothing beside them, and the second verdict counts.
   *
   * @return one verdict for each problem, in order
   * @throws InterruptedException if the thread is interrupted
   */
  public List<Judged> judgeAll(List<PythonProblem> problems) throws InterruptedException {
    List<Judged> results = new ArrayList<>();
    try (ExecutorService pool =
        Executors.newFixedThreadPool(
            sandbox.slots(), Thread.ofPlatform().name("python-judge-", 0).factory())) {
      List<Future<Judged>> running = new ArrayList<>();
      for (PythonProblem problem : problems) {
        running.add(pool.submit(() -> judge(problem)));
      }
      try {
        for (Future<Judged> future : running) {
          results.add(future.get());
        }
      } catch (ExecutionException e) {
        throw new IllegalStateException("a judge failed", e.getCause());
      } finally {
        running.forEach(future -> future.cancel(true));
      }
    }
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i).verdict().kind().timed()) {
        Judged second = judge(problems.get(i));
        results.set(
            i,
            new Judged(
                second.id(), second.verdict(), second.isolation(), second.interpreter(), true));
      }
    }
    return results;
  }

  /**
   * Judges one problem.
   *
   * @throws InterruptedException if the thread is interrupted
   */
  public Judged judge(PythonProblem problem) throws InterruptedException {
    Verdict verdict;
    try (Sandbox.Slot slot = sandbox.slot();
        SandboxedProcess program = slot.start(slot.script("subject.py"));
        SandboxedProcess judge = slot.start(slot.script("judge.py"))) {
      verdict = new Trial(program, judge, sandbox.limits()).run(problem);
    } catch (IOException e) {
      verdict = new Verdict(Verdict.Kind.REFUSED, String.valueOf(e.getMessage()));
    }
    return new Judged(
        problem.id(), verdict, sandbox.isolation(), sandbox.interpreter().name(), false);
  }

  /** One program before its judge. */
  private record Trial(SandboxedProcess program, SandboxedProcess judge, Limits limits) {

    Verdict run(PythonProblem problem) throws IOException, InterruptedException {
      InputStream answers = program.output();
      InputStream words = judge.output();
      byte[] loaded = ask(answers, Frames.list(problem.sources()), 0);
      if (loaded.length == 0) {
        return end();
      }
      if (loaded[0] != 'o') {
        return raised(loaded);
      }
      Frames.write(
          judge.input(),
          Frames.list(List.of(problem.prelude(), problem.tests(), problem.names())),
          0);
      while (true) {
        byte[] word = Frames.read(words, MOST_ASKED);
        if (word == null) {
          return judgeEnded();
        }
        if (word[0] != 'c') {
          return said(word);
        }
        byte[] answer = ask(answers, word, 1);
        if (answer.length == 0) {
          return end();
        }
        Frames.write(judge.input(), answer, 0);
      }
    }

    /** Returns the program's answer, empty where it ended instead. */
    private byte[] ask(InputStream answers, byte[] question, int from) throws IOException {
      try {
        Frames.write(program.input(), question, from);
        byte[] answer = Frames.read(answers, limits.output());
        return answer == null ? new byte[0] : answer;
      } catch (Frames.FrameException e) {
        if (e.tooLong()) {
          program.tooMuch();
          return new byte[0];
        }
        return Frames.answer("ProtocolError", String.valueOf(e.getMessage()));
      } catch (IOException e) {
        // The pipe is closed: the program has ended, and how it ended is the answer.
        return new byte[0];
      }
    }

    private Verdict end() throws InterruptedException {
      program.closeInput();
      return Endings.of(program, limits);
    }

    private Verdict judgeEnded() throws InterruptedException {
      Verdict ending = Endings.of(judge, limits);
      return ending.kind() == Verdict.Kind.EXITED
          ? new Verdict(Verdict.Kind.REFUSED, "the tests " + ending.message())
          : new Verdict(ending.kind(), "while its results were tested: " + ending.message());
    }

    private static Verdict said(byte[] word) throws IOException {
      return switch (word[0]) {
        case 'p' -> new Verdict(Verdict.Kind.PASSED, "");
        case 'a' -> {
          List<String> texts = Frames.texts(word);
          yield new Verdict(Verdict.Kind.FAILED_ASSERTION, String.join(" ", texts).strip());
        }
        case 'r' -> raised(word);
        case 'u' ->
            new Verdict(
                Verdict.Kind.REFUSED,
                "the tests cannot run: " + String.join(": ", Frames.texts(word)));
        default -> new Verdict(Verdict.Kind.REFUSED, "the tests answered out of turn");
      };
    }

    private static Verdict raised(byte[] answer) {
      List<String> texts;
      try {
        texts = Frames.texts(answer);
      } catch (Frames.FrameException e) {
        texts = List.of("ProtocolError", String.valueOf(e.getMessage()));
      }
      String text = String.join(": ", texts).strip();
      boolean memory = !texts.isEmpty() && texts.getFirst().equals("MemoryError");
      return new Verdict(memory ? Verdict.Kind.MEMORY : Verdict.Kind.EXCEPTION, text);
    }
  }
}
