package org.gwageo.benchmark.sandbox;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One problem in the form of MBPP: a reference program and assertions that call its functions.
 *
 * @param taskId the number of the problem
 * @param code the reference program; what it defines is what the tests take from a reply, what it
 *     imports the tests may use
 * @param setup statements that come before the assertions
 * @param tests assertions
 */
public record Mbpp(String taskId, String code, String setup, List<String> tests) {

  private static final Pattern DEFINED =
      Pattern.compile("^(?:async +)?(?:def|class) +([A-Za-z_]\\w*)", Pattern.MULTILINE);
  private static final Pattern IMPORTED =
      Pattern.compile("^(?:import|from) +[^\\n]*", Pattern.MULTILINE);

  /** Copies the list. */
  public Mbpp {
    tests = List.copyOf(tests);
  }

  /** Returns the problem for a reply. */
  public PythonProblem withReply(String reply) {
    Set<String> names = names();
    String first = names.isEmpty() ? "" : tested(names);
    return withProgram(ProgramText.of(reply, first).text());
  }

  /** Returns the problem for a program as it stands. */
  public PythonProblem withProgram(String program) {
    StringBuilder imports = new StringBuilder();
    Matcher matcher = IMPORTED.matcher(code);
    while (matcher.find()) {
      imports.append(matcher.group()).append('\n');
    }
    return new PythonProblem(
        taskId,
        List.of(program),
        imports.toString(),
        setup + "\n" + String.join("\n", tests) + "\n",
        List.copyOf(names()));
  }

  private Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    Matcher matcher = DEFINED.matcher(code);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  /** Returns the first defined name that the first test calls. */
  private String tested(Set<String> names) {
    String test = tests.isEmpty() ? "" : tests.getFirst();
    for (String name : names) {
      if (Pattern.compile("\\b" + name + "\\s*\\(").matcher(test).find()) {
        return name;
      }
    }
    return "";
  }
}
