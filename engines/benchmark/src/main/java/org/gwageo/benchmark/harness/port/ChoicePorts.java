package org.gwageo.benchmark.harness.port;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gwageo.benchmark.python.PythonException;
import org.gwageo.benchmark.python.PythonRandom;
import org.gwageo.benchmark.python.PythonRegex;
import org.gwageo.benchmark.python.PythonText;
import org.gwageo.benchmark.python.PythonValue;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;

/** Tasks of lettered choices: MMLU-Pro, KorMedMCQA, GPQA, CSAT-QA. */
final class ChoicePorts {

  private static final String LETTERS = "ABCDEFGHIJ";
  private static final List<String> MMLU_PRO =
      List.of(
          "biology",
          "business",
          "chemistry",
          "computer science",
          "economics",
          "engineering",
          "health",
          "history",
          "law",
          "math",
          "other",
          "philosophy",
          "physics",
          "psychology");
  private static final List<PythonRegex> KORMED =
      List.of(
          compiled("정답[:\\s]*([ABCDE])"),
          compiled("정답은\\s*([ABCDE])\\s*입니다"),
          compiled("\\b([ABCDE])\\."),
          compiled("\\b([ABCDE])\\b"));

  private ChoicePorts() {}

  private static PythonRegex compiled(String pattern) {
    try {
      return PythonRegex.compile(pattern, "i");
    } catch (PythonException e) {
      throw new IllegalStateException(e);
    }
  }

  static void into(Map<String, Port> ports) {
    Port.OfDocument question = ChoicePorts::mmluProText;
    ports.put("mmlu_pro/doc_to_text", question);
    ports.put("mmlu_pro/fewshot_to_text", question);
    ports.put("mmlu_pro/fewshot_to_target", (Port.OfDocument) ChoicePorts::mmluProTarget);
    for (String subject : MMLU_PRO) {
      Port.OfDocuments only =
          (Map<String, @Nullable Object> document) ->
              subject.equals(Fields.value(document, "category")) ? document : null;
      ports.put("mmlu_pro/process_" + subject.replace(' ', '_'), only);
    }
    ports.put("kormedmcqa/ExtractChoiceFilter", (Port.OfReplies) ChoicePorts::kormed);
    for (String family :
        List.of("zeroshot", "n_shot", "cot_zeroshot", "cot_n_shot", "generative")) {
      ports.put("gpqa/" + family + "/process_docs", new Port.OfficialDocuments(ChoicePorts::gpqa));
    }
    ports.put("csatqa/process_docs", (Port.OfDocuments) ChoicePorts::csat);
  }

  private static String mmluProText(Map<String, @Nullable Object> document) throws PortException {
    var out = new StringBuilder("Question:\n");
    out.append(Fields.text(document, "question")).append("\nOptions:\n");
    List<?> options = Fields.list(document, "options");
    for (int i = 0; i < options.size() && i < LETTERS.length(); i++) {
      out.append(LETTERS.charAt(i))
          .append(". ")
          .append(PythonText.strip(PythonValue.str(options.get(i))))
          .append('\n');
    }
    return out.append("Answer: Let's think step by step.").toString();
  }

  private static String mmluProTarget(Map<String, @Nullable Object> document) throws PortException {
    return Fields.text(document, "cot_content").replace("A: Let's think step by step. ", "");
  }

  /** The last match of the first expression that matches; empty if none does. */
  private static String kormed(String reply, Map<String, @Nullable Object> document) {
    for (PythonRegex pattern : KORMED) {
      List<List<String>> found = found(pattern, reply);
      if (!found.isEmpty()) {
        return PythonText.upper(found.getLast().getFirst());
      }
    }
    return "";
  }

  /** All matches; none where the budget is used up. */
  private static List<List<String>> found(PythonRegex pattern, String reply) {
    try {
      return pattern.findAll(reply);
    } catch (PythonException e) {
      return List.of();
    }
  }

  /**
   * The choices in an order that the document's own text determines. The harness shuffles with a
   * generator whose state no document determines.
   */
  private static Map<String, @Nullable Object> gpqa(Map<String, @Nullable Object> document)
      throws PortException {
    String right = gpqaChoice(Fields.value(document, "Correct Answer"));
    List<String> choices = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      choices.add(gpqaChoice(Fields.value(document, "Incorrect Answer " + i)));
    }
    choices.add(right);
    String all = Fields.written(document, "Question") + "\n" + String.join("\n", choices);
    String hex = Digest.of(all.getBytes(StandardCharsets.UTF_8)).hex();
    new PythonRandom(Long.parseUnsignedLong(hex.substring(0, 15), 16)).shuffle(choices);
    Map<String, @Nullable Object> out = new LinkedHashMap<>(document);
    for (int i = 0; i < 4; i++) {
      out.put("choice" + (i + 1), choices.get(i));
    }
    out.put("choices", List.copyOf(choices));
    out.put("answer", "(" + LETTERS.charAt(choices.indexOf(right)) + ")");
    return out;
  }

  private static String gpqaChoice(@Nullable Object text) throws PortException {
    if (text == null) {
      return " ";
    }
    if (!(text instanceof String choice)) {
      throw new PortException("a choice is a text, not " + PythonValue.type(text));
    }
    String plain = PythonText.strip(choice).replace(" [title]", ". ");
    return plain.replace("  ", " ");
  }

  private static Map<String, @Nullable Object> csat(Map<String, @Nullable Object> document)
      throws PortException {
    var text = new StringBuilder("다음을 읽고 정답으로 알맞은 것을 고르시요.\n### Context: ");
    text.append(Fields.written(document, "context"))
        .append("\n### Question: ")
        .append(Fields.written(document, "question"))
        .append("\n### Options:\n");
    List<String> choices = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      text.append('(').append(i).append(") ").append(Fields.written(document, "option#" + i));
      text.append('\n');
      choices.add("(" + i + ")");
    }
    text.append("### Answer: 주어진 문제의 정답은");
    String gold = Fields.written(document, "gold");
    if (!gold.matches("[0-9]{1,3}")) {
      throw new PortException("the field \"gold\" is a number, not " + gold);
    }
    Map<String, @Nullable Object> out = new LinkedHashMap<>(document);
    out.put("question", text.toString());
    out.put("choices", List.copyOf(choices));
    out.put("gold", Long.parseLong(gold) - 1);
    return out;
  }
}
