package org.gwageo.benchmark.harness.port;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gwageo.benchmark.metric.MacroF1;
import org.gwageo.benchmark.python.PythonText;
import org.gwageo.benchmark.python.PythonValue;
import org.jspecify.annotations.Nullable;

/** KoBEST: the sentences of its five tasks and F1 averaged over classes. */
final class KobestPorts {

  private KobestPorts() {}

  static void into(Map<String, Port> ports) {
    ports.put("kobest/copa_doc_to_text", (Port.OfDocument) KobestPorts::copaText);
    ports.put("kobest/copa_doc_to_target", (Port.OfDocument) KobestPorts::copaTarget);
    ports.put(
        "kobest/copa_doc_to_choice",
        (Port.OfDocument)
            (Map<String, @Nullable Object> document) ->
                List.of(
                    Fields.written(document, "alternative_1"),
                    Fields.written(document, "alternative_2")));
    ports.put(
        "kobest/sentineg_doc_to_text",
        (Port.OfDocument)
            (Map<String, @Nullable Object> document) ->
                "문장: " + Fields.written(document, "sentence") + " 긍부정:");
    ports.put(
        "kobest/wic_doc_to_text",
        (Port.OfDocument)
            (Map<String, @Nullable Object> document) ->
                "문장1: "
                    + Fields.written(document, "context_1")
                    + " 문장2: "
                    + Fields.written(document, "context_2")
                    + " 두 문장에서 "
                    + Fields.written(document, "word")
                    + "가 같은 뜻으로 쓰였나?");
    ports.put("kobest/hellaswag_process_doc", (Port.OfDocuments) KobestPorts::hellaswag);
    ports.put("kobest/macro_f1_score", new Port.OfValues(new MacroF1()));
  }

  private static String copaText(Map<String, @Nullable Object> document) throws PortException {
    String question = PythonText.strip(Fields.text(document, "question"));
    String connector =
        switch (question) {
          case "원인" -> " 왜냐하면";
          case "결과" -> " 그래서";
          default -> throw new PortException("a question is 원인 or 결과, not " + question);
        };
    return Fields.written(document, "premise") + " " + connector;
  }

  private static String copaTarget(Map<String, @Nullable Object> document) throws PortException {
    boolean first = PythonValue.equal(Fields.value(document, "label"), 0L);
    return Fields.written(document, first ? "alternative_1" : "alternative_2");
  }

  private static Map<String, @Nullable Object> hellaswag(Map<String, @Nullable Object> document)
      throws PortException {
    Map<String, @Nullable Object> out = new LinkedHashMap<>(document);
    out.put("query", "문장: " + Fields.written(document, "context"));
    List<@Nullable Object> choices = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      choices.add(Fields.value(document, "ending_" + i));
    }
    out.put("choices", choices);
    out.put("gold", Fields.value(document, "label"));
    return out;
  }
}
