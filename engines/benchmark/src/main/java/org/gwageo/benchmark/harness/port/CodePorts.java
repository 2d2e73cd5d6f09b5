package org.gwageo.benchmark.harness.port;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gwageo.benchmark.python.PythonException;
import org.gwageo.benchmark.python.PythonRegex;
import org.gwageo.benchmark.python.PythonValue;
import org.gwageo.benchmark.sandbox.HumanEval;
import org.gwageo.benchmark.sandbox.Mbpp;
import org.gwageo.benchmark.sandbox.PythonProblem;
import org.jspecify.annotations.Nullable;

/** HumanEval and MBPP: how programs are taken out of replies and what tests them. */
final class CodePorts {

  private static final String BLOCK = "```(?:\\w+)?\\n?(.*?)\\n?```";

  private CodePorts() {}

  static void into(Map<String, Port> ports) {
    ports.put(
        "humaneval/build_predictions",
        (Port.OfReplies)
            (String reply, Map<String, @Nullable Object> document) ->
                Fields.text(document, "prompt") + reply);
    ports.put(
        "humaneval/build_predictions_instruct",
        (Port.OfReplies)
            (String reply, Map<String, @Nullable Object> document) -> {
              int fence = reply.indexOf("```");
              return Fields.text(document, "prompt")
                  + (fence < 0 ? reply : reply.substring(0, fence));
            });
    ports.put(
        "mbpp/build_predictions",
        (Port.OfReplies) (String reply, Map<String, @Nullable Object> document) -> block(reply));
    ports.put("humaneval/pass_at_k", new HumanEvalPrograms());
    ports.put("mbpp/pass_at_1", new MbppPrograms());
  }

  /** A function's head is the prompt, and a statement at the end of the tests calls them. */
  private record HumanEvalPrograms() implements Port.OfPrograms {

    @Override
    public PythonProblem filtered(
        Map<String, @Nullable Object> document, String target, String program)
        throws PortException {
      HumanEval problem = problem(document);
      return new PythonProblem(
          problem.taskId(),
          List.of(program),
          problem.prompt(),
          target + "\n",
          List.of(problem.entryPoint()));
    }

    @Override
    public PythonProblem replied(Map<String, @Nullable Object> document, String reply)
        throws PortException {
      return problem(document).withReply(reply);
    }

    private static HumanEval problem(Map<String, @Nullable Object> document) throws PortException {
      try {
        return new HumanEval(
            Fields.written(document, "task_id"),
            Fields.text(document, "prompt"),
            Fields.text(document, "entry_point"),
            Fields.text(document, "test"));
      } catch (IllegalArgumentException e) {
        throw new PortException(String.valueOf(e.getMessage()));
      }
    }
  }

  /** What the reference program defines is what the tests take from a reply. */
  private record MbppPrograms() implements Port.OfPrograms {

    @Override
    public PythonProblem filtered(
        Map<String, @Nullable Object> document, String target, String program)
        throws PortException {
      return problem(document, "", List.of(target)).withProgram(program);
    }

    @Override
    public PythonProblem replied(Map<String, @Nullable Object> document, String reply)
        throws PortException {
      Object setup = document.get("test_setup_code");
      List<String> tests = new ArrayList<>();
      for (Object test : Fields.list(document, "test_list")) {
        tests.add(PythonValue.str(test));
      }
      return problem(document, setup instanceof String code ? code : "", tests).withReply(reply);
    }

    private static Mbpp problem(
        Map<String, @Nullable Object> document, String setup, List<String> tests)
        throws PortException {
      return new Mbpp(
          Fields.written(document, "task_id"), Fields.text(document, "code"), setup, tests);
    }
  }

  private static String block(String reply) throws PortException {
    try {
      PythonRegex block = PythonRegex.compile(BLOCK, "s");
      List<List<String>> found = block.findAll("```" + reply);
      if (found.isEmpty()) {
        found = block.findAll(reply.replace("```python", "```"));
      }
      return found.isEmpty() ? "" : found.getFirst().getFirst();
    } catch (PythonException e) {
      return "";
    }
  }
}
