package org.gwageo.benchmark.harness.port;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gwageo.benchmark.python.PythonText;
import org.gwageo.benchmark.python.PythonValue;
import org.jspecify.annotations.Nullable;

/**
 * CLIcK: prompts, letters and the categories, which the ids of its documents name.
 *
 * <p>The prompt lists four choices even where a document of the college entrance examination has
 * five, as in the harness.
 */
final class ClickPorts {

  private static final List<String> LETTERS = List.of("A", "B", "C", "D", "E");

  private ClickPorts() {}

  /** Whether a document belongs to a category. */
  @FunctionalInterface
  private interface Category {
    boolean holds(String id, Map<String, @Nullable Object> document) throws PortException;
  }

  static void into(Map<String, Port> ports) {
    for (String family : List.of("click_cul", "click_lang")) {
      ports.put(family + "/get_context", (Port.OfDocument) ClickPorts::context);
      ports.put(family + "/get_target", (Port.OfDocument) ClickPorts::target);
      ports.put(family + "/get_choices", (Port.OfDocument) ClickPorts::choices);
    }
    for (String category : List.of("economy", "geography", "politics", "society", "tradition")) {
      culture(ports, category, (id, document) -> lower(id).contains(category));
    }
    culture(ports, "kpop", (id, document) -> lower(id).contains("popular"));
    culture(
        ports, "history", (id, document) -> id.contains("KHB") || lower(id).contains("history"));
    culture(ports, "law", (id, document) -> lower(id).contains("law") || id.contains("PSAT"));
    ports.put("click_lang/extract_text", only(ClickPorts::isText));
    ports.put("click_lang/extract_grammar", only(ClickPorts::isGrammar));
    ports.put("click_lang/extract_function", only(ClickPorts::isFunction));
  }

  private static void culture(Map<String, Port> ports, String name, Category category) {
    ports.put("click_cul/extract_" + name, only(category));
  }

  private static Port.OfDocuments only(Category category) {
    return (Map<String, @Nullable Object> document) ->
        category.holds(Fields.text(document, "id"), document) ? document : null;
  }

  private static String lower(String id) {
    return id.toLowerCase(Locale.ROOT);
  }

  private static String context(Map<String, @Nullable Object> document) throws PortException {
    boolean passage = PythonValue.truth(Fields.value(document, "paragraph"));
    List<?> options = Fields.list(document, "choices");
    if (options.size() < 4) {
      throw new PortException("a document has at least 4 choices, not " + options.size());
    }
    var out = new StringBuilder();
    out.append(passage ? "주어진 맥락을 천천히 읽고, 질문에 대한 적절한 정답을" : "주어진 질문을 천천히 읽고, 적절한 정답을");
    out.append(" A, B, C, D 중에 골라 알파벳 하나로 답하시오.\n\n");
    if (passage) {
      out.append("맥락: ").append(Fields.written(document, "paragraph")).append('\n');
    }
    out.append("질문: ").append(Fields.written(document, "question")).append("\n보기:\n");
    for (int i = 0; i < 4; i++) {
      out.append(LETTERS.get(i))
          .append(i == 0 ? ":" : ": ")
          .append(PythonValue.str(options.get(i)))
          .append(i == 3 ? "\n" : ", ");
    }
    return out.append("정답:").toString();
  }

  private static List<String> choices(Map<String, @Nullable Object> document) throws PortException {
    return Fields.text(document, "id").contains("CSAT") ? LETTERS : LETTERS.subList(0, 4);
  }

  private static String target(Map<String, @Nullable Object> document) throws PortException {
    Object answer = Fields.value(document, "answer");
    List<?> options = Fields.list(document, "choices");
    List<String> letters = choices(document);
    for (int i = 0; i < options.size() && i < letters.size(); i++) {
      if (PythonValue.equal(options.get(i), answer)) {
        return letters.get(i);
      }
    }
    throw new PortException("the answer is none of the choices: " + PythonValue.repr(answer));
  }

  /** The number in the part of an id between underscores; negative positions count from the end. */
  private static long number(String id, int position) throws PortException {
    List<String> parts = PythonText.split(id, "_", -1);
    int at = position < 0 ? parts.size() + position : position;
    String part = at >= 0 && at < parts.size() ? PythonText.strip(parts.get(at)) : "";
    if (!part.matches("[-+]?[0-9]{1,9}")) {
      throw new PortException("the id has no number in its part " + position + ": " + id);
    }
    return Long.parseLong(part);
  }

  private static boolean isText(String id, Map<String, @Nullable Object> document)
      throws PortException {
    return id.contains("CSAT_korean_22")
        || (id.contains("CSAT_korean_23") && number(id, -1) < 35)
        || (id.contains("TK") && number(id, -1) > 4);
  }

  private static boolean isGrammar(String id, Map<String, @Nullable Object> document)
      throws PortException {
    return (id.contains("CSAT_korean") && number(id, 2) < 21 && number(id, 3) > 10)
        || (id.contains("Kedu_1")
            && (!PythonText.split(id, "_", -1).get(1).equals("16") || !isAboutSpeech(document)))
        || (id.contains("TK") && number(id, -1) < 5);
  }

  private static boolean isFunction(String id, Map<String, @Nullable Object> document)
      throws PortException {
    return (id.contains("CSAT_korean")
            && (number(id, -1) > 34 || (number(id, 2) < 21 && number(id, 3) < 11)))
        || (id.contains("Kedu_16") && isAboutSpeech(document))
        || id.contains("PSE_korean");
  }

  private static boolean isAboutSpeech(Map<String, @Nullable Object> document)
      throws PortException {
    String question = Fields.text(document, "question");
    return question.contains("대화") || question.contains("발화") || question.contains("질의");
  }
}
