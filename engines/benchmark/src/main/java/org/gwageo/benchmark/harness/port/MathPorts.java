package org.gwageo.benchmark.harness.port;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gwageo.benchmark.mathematics.HendrycksMath;
import org.gwageo.benchmark.mathematics.MathAnswer;
import org.gwageo.benchmark.mathematics.MathAnswers;
import org.gwageo.benchmark.mathematics.MathEquivalence;
import org.gwageo.benchmark.mathematics.Numbers;
import org.gwageo.benchmark.metric.Value;
import org.gwageo.benchmark.python.PythonText;
import org.gwageo.benchmark.python.PythonValue;
import org.jspecify.annotations.Nullable;

/** HRM8K, AIME, MATH in the harness's two families. */
final class MathPorts {

  private static final String EXACT = "exact_match";

  private MathPorts() {}

  static void into(Map<String, Port> ports) {
    for (String family : List.of("hrm8k/default", "hrm8k/en")) {
      boolean korean = family.endsWith("default");
      ports.put(family + "/doc_to_text", hrm8kText(korean, false));
      ports.put(family + "/doc_to_text_mmmlu", hrm8kText(korean, true));
      ports.put(family + "/doc_to_target", (Port.OfDocument) MathPorts::hrm8kTarget);
      ports.put(
          family + "/process_results",
          (Port.OfResults)
              (Map<String, @Nullable Object> document, String reply) ->
                  exact(Numbers.hrm8kCorrect(reply, Fields.written(document, "answer"))));
    }
    ports.put("aime/process_results", (Port.OfResults) MathPorts::aime);
    ports.put("hendrycks_math/process_docs", (Port.OfDocuments) MathPorts::boxedAnswer);
    ports.put(
        "hendrycks_math/process_results",
        (Port.OfResults)
            (Map<String, @Nullable Object> document, String reply) ->
                exact(HendrycksMath.isCorrect(reply, boxed(document))));
    ports.put(
        "minerva_math/doc_to_text",
        (Port.OfDocument)
            (Map<String, @Nullable Object> document) ->
                "Problem:\n" + Fields.text(document, "problem") + "\n\nSolution:");
    ports.put("minerva_math/process_docs", new Port.OfficialDocuments(MathPorts::boxedAnswer));
    ports.put("minerva_math/process_results", new Port.OfficialResults(MathPorts::equivalent));
  }

  private static Map<String, Value> exact(boolean correct) {
    return Map.of(EXACT, Value.Score.of(correct));
  }

  private static Port.OfDocument hrm8kText(boolean korean, boolean choices) {
    String box = "$\\boxed{N}$.\n\n";
    String before;
    if (korean) {
      before =
          "주어진 문제를 풀어보세요.\n문제를 푼 후, "
              + (choices
                  ? "주어진 선택지 (1, 2, 3, 4) 중 최종 선택지를 다음 형식으로 작성하세요: "
                  : "최종 답변을 다음과 같은 형식으로 작성하세요: ")
              + box
              + "문제: ";
    } else {
      before =
          "Solve the given question.\nAfter solving the problem, state your final "
              + (choices
                  ? "choice among the choices (1, 2, 3, 4) in the following format: "
                  : "answer in the following format: ")
              + box
              + "Question: ";
    }
    String field = korean ? "question" : "original";
    String after = korean ? "\n답변:" : "\nAnswer:";
    return (Map<String, @Nullable Object> document) ->
        before + PythonText.strip(Fields.text(document, field)) + after;
  }

  /** A number as Python writes it, whole numbers without a point; any other text as it is. */
  private static String hrm8kTarget(Map<String, @Nullable Object> document) throws PortException {
    String text = PythonText.strip(Fields.written(document, "answer"));
    if (!text.matches("[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")) {
      return text;
    }
    double value = Double.parseDouble(text);
    if (!Double.isFinite(value)) {
      return text;
    }
    return value == Math.rint(value)
        ? new BigDecimal(value).toBigInteger().toString()
        : PythonValue.str(value);
  }

  private static Map<String, Value> aime(Map<String, @Nullable Object> document, String reply)
      throws PortException {
    for (String field : document.keySet()) {
      if (PythonText.lower(field).equals("answer")) {
        return exact(Numbers.aimeCorrect(reply, Fields.written(document, field)));
      }
    }
    throw new PortException("a document has no field \"answer\"");
  }

  private static String boxed(Map<String, @Nullable Object> document) throws PortException {
    return HendrycksMath.lastBoxed(Fields.text(document, "solution"))
        .flatMap(HendrycksMath::unboxed)
        .orElseThrow(() -> new PortException("a solution ends in a \\boxed{…}"));
  }

  private static Map<String, @Nullable Object> boxedAnswer(Map<String, @Nullable Object> document)
      throws PortException {
    Map<String, @Nullable Object> out = new LinkedHashMap<>(document);
    out.put("answer", boxed(document));
    return out;
  }

  private static Map<String, Value> equivalent(Map<String, @Nullable Object> document, String reply)
      throws PortException {
    Optional<String> found = MathAnswers.find(reply).map(MathAnswer::text);
    boolean correct =
        found.isPresent()
            && MathEquivalence.equal(Fields.text(document, "answer"), found.get()).isEqual();
    return Map.of(EXACT, Value.Score.of(correct), "math_verify", Value.Score.of(correct));
  }
}
