package org.gwageo.benchmark.sandbox;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tests of a whole program that reads standard input and writes standard output.
 *
 * <p>The output is the answer. It is right when, after white space at its ends and at the ends of
 * lines is removed, it has the expected lines, where a line is also right if it has as many words
 * and each pair of words is equal as decimal numbers.
 */
public record StdioTests(List<Case> cases) {

  /** What goes in and what must come out. */
  public record Case(String input, String expected) {}

  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(?:\\d{1,400}(?:\\.\\d{0,400})?|\\.\\d{1,400})(?:[eE][-+]?\\d{1,4})?");

  /** Copies the list. */
  public StdioTests {
    cases = List.copyOf(cases);
  }

  /**
   * Runs {@code program} on one case after another and stops at the first that fails.
   *
   * @throws IOException if the program cannot be started
   * @throws InterruptedException if the thread is interrupted
   */
  public Verdict judge(Sandbox sandbox, String program) throws IOException, InterruptedException {
    for (int i = 0; i < cases.size(); i++) {
      Case test = cases.get(i);
      Execution execution = sandbox.run(program, test.input().getBytes(StandardCharsets.UTF_8));
      Optional<Verdict> failure = failure(test, execution, "case " + (i + 1) + ": ");
      if (failure.isPresent()) {
        return failure.get();
      }
    }
    return new Verdict(Verdict.Kind.PASSED, "");
  }

  private static Optional<Verdict> failure(Case test, Execution execution, String which) {
    Verdict ending = execution.ending();
    if (ending.kind() != Verdict.Kind.EXITED) {
      return Optional.of(new Verdict(ending.kind(), which + ending.message()));
    }
    if (execution.exitCode() != 0) {
      String last = execution.errors().strip();
      last = last.substring(last.lastIndexOf('\n') + 1);
      return Optional.of(
          new Verdict(Verdict.Kind.EXCEPTION, which + ending.message() + " " + last));
    }
    if (!same(test.expected(), execution.output())) {
      return Optional.of(new Verdict(Verdict.Kind.FAILED_ASSERTION, which + "another output"));
    }
    return Optional.empty();
  }

  /** Returns whether {@code output} counts as {@code expected}. */
  static boolean same(String expected, String output) {
    List<String> left = lines(expected);
    List<String> right = lines(output);
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!left.get(i).equals(right.get(i)) && !sameNumbers(left.get(i), right.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    text.strip().lines().forEach(line -> lines.add(line.strip()));
    return lines;
  }

  private static boolean sameNumbers(String left, String right) {
    String[] a = SPACES.split(left, -1);
    String[] b = SPACES.split(right, -1);
    if (a.length != b.length) {
      return false;
    }
    for (int i = 0; i < a.length; i++) {
      if (!DECIMAL.matcher(a[i]).matches()
          || !DECIMAL.matcher(b[i]).matches()
          || new BigDecimal(a[i]).compareTo(new BigDecimal(b[i])) != 0) {
        return false;
      }
    }
    return true;
  }
}
