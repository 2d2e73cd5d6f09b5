package org.gwageo.benchmark.sandbox;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One problem in the form of HumanEval: a prompt that ends within a function, and tests of it.
 *
 * @param taskId such as {@code HumanEval/0}
 * @param prompt imports, helpers, the head of the function and its documentation
 * @param entryPoint the function's name
 * @param test statements that define {@code check(candidate)}
 */
public record HumanEval(String taskId, String prompt, String entryPoint, String test) {

  private static final Pattern NEXT_STATEMENT =
      Pattern.compile("\\n(?=(?:def|class|if|print|@|#|import|from|```)\\b?)");

  /** Checks that the entry point is a name. */
  public HumanEval {
    if (!entryPoint.matches("[A-Za-z_][A-Za-z_0-9]{0,200}")) {
      throw new IllegalArgumentException("entry_point is no name: " + entryPoint);
    }
  }

  /** Returns the problem for a completion as it stands, directly after the prompt. */
  public PythonProblem withCompletion(String completion) {
    return problem(List.of(prompt + completion));
  }

  /**
   * Returns the problem for a reply of a chat model: a program that defines the function, fenced or
   * not, or the function's body alone.
   */
  public PythonProblem withReply(String reply) {
    ProgramText program = ProgramText.of(reply, entryPoint);
    if (ProgramText.defines(program.text(), entryPoint)) {
      return problem(List.of(prompt, program.text()));
    }
    return problem(List.of(prompt + body(program.text())));
  }

  /** Returns the lines of a body, indented if the reply lost the indentation. */
  private static String body(String text) {
    String lines = text.startsWith("\n") ? text.substring(1) : text;
    if (lines.startsWith(" ") || lines.startsWith("\t")) {
      Matcher next = NEXT_STATEMENT.matcher(lines);
      return next.find() ? lines.substring(0, next.start() + 1) : lines;
    }
    String[] all = lines.split("\n", -1);
    boolean onlyFirst = all.length > 1;
    for (int i = 1; i < all.length; i++) {
      onlyFirst &= all[i].isBlank() || all[i].startsWith("    ");
    }
    StringBuilder indented = new StringBuilder();
    for (int i = 0; i < all.length; i++) {
      boolean indent = !all[i].isBlank() && (i == 0 || !onlyFirst);
      indented.append(indent ? "    " : "").append(all[i]).append('\n');
    }
    return indented.toString();
  }

  private PythonProblem problem(List<String> sources) {
    return new PythonProblem(
        taskId, sources, prompt, test + "\n\ncheck(" + entryPoint + ")\n", List.of(entryPoint));
  }
}
