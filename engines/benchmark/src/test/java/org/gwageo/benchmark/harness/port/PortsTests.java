package org.gwageo.benchmark.harness.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gwageo.benchmark.metric.Value;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PortsTests {

  private static Port port(String outer, String family, String function) {
    return Ports.find(new FunctionReference(outer, family, "utils." + function, null, null))
        .orElseThrow();
  }

  private static Object made(String family, String function, Map<String, @Nullable Object> document)
      throws PortException {
    return ((Port.OfDocument) port("", family, function)).apply(document);
  }

  @Test
  void writesClickPromptsAndLetters() throws PortException {
    Map<String, @Nullable Object> document = new HashMap<>();
    document.put("id", "CSAT_korean_22_1");
    document.put("paragraph", "");
    document.put("question", "무엇인가?");
    document.put("choices", List.of("가", "나", "다", "라", "마"));
    document.put("answer", "마");
    assertThat(made("click_lang", "get_context", document))
        .isEqualTo(
            "주어진 질문을 천천히 읽고, 적절한 정답을 A, B, C, D 중에 골라 알파벳 하나로 답하시오.\n\n"
                + "질문: 무엇인가?\n보기:\nA:가, B: 나, C: 다, D: 라\n정답:");
    assertThat(made("click_lang", "get_target", document)).isEqualTo("E");
    var text = (Port.OfDocuments) port("click", "click_lang", "extract_text");
    assertThat(text.apply(document)).isEqualTo(document);
    var economy = (Port.OfDocuments) port("click", "click_cul", "extract_economy");
    assertThat(economy.apply(document)).isNull();
  }

  @Test
  void writesHrm8kNumbersAsPythonDoes() throws PortException {
    for (var row :
        Map.of("5.0", "5", " 7 ", "7", "0.50", "0.5", "1e3", "1000", "x+1", "x+1", "-0.0", "0")
            .entrySet()) {
      Map<String, @Nullable Object> document = new HashMap<>(Map.of("answer", row.getKey()));
      var target = (Port.OfDocument) port("hrm8k", "default", "doc_to_target");
      assertThat(target.apply(document)).as(row.getKey()).isEqualTo(row.getValue());
    }
  }

  @Test
  void scoresHrm8kByTheLastBox() throws PortException {
    var score = (Port.OfResults) port("hrm8k", "en", "process_results");
    Map<String, @Nullable Object> document = new HashMap<>(Map.of("answer", 42L));
    assertThat(score.apply(document, "It is $\\boxed{x = 42}$."))
        .containsEntry("exact_match", new Value.Score(1));
    assertThat(score.apply(document, "It is 41.")).containsEntry("exact_match", new Value.Score(0));
  }

  @Test
  void takesTheLastLetterOfKormedmcqa() throws PortException {
    var filter = (Port.OfReplies) port("", "kormedmcqa", "ExtractChoiceFilter");
    assertThat(filter.apply("정답: a, 아니 정답: b", Map.of())).isEqualTo("B");
    assertThat(filter.apply("C.", Map.of())).isEqualTo("C");
    assertThat(filter.apply("모름", Map.of())).isEmpty();
  }

  @Test
  void ordersGpqaChoicesByTheDocumentAlone() throws PortException {
    var process = (Port.OfDocuments) port("gpqa", "zeroshot", "process_docs");
    assertThat(process.isOfficialOnly()).isTrue();
    Map<String, @Nullable Object> document = new HashMap<>();
    document.put("Question", "q");
    document.put("Correct Answer", " right [title] ");
    for (int i = 1; i <= 3; i++) {
      document.put("Incorrect Answer " + i, "wrong " + i);
    }
    Map<String, @Nullable Object> once = process.apply(document);
    assertThat(process.apply(document)).isEqualTo(once);
    assertThat(once).isNotNull();
    Object choices = once == null ? List.of() : once.get("choices");
    assertThat((List<?>) choices).hasSize(4).anyMatch("right. "::equals);
  }

  @Test
  void refusesADocumentWithoutTheField() {
    assertThatThrownBy(() -> made("kobest", "copa_doc_to_text", Map.of()))
        .isInstanceOf(PortException.class)
        .hasMessage("a document has no field \"question\"");
  }

  @Test
  void recognisesASourceByWhatItSaysAndUses() {
    String module =
        """
        import re

        LIMIT = 3


        def helper(x):
            # a comment
            return x[:LIMIT]


        def used(doc):
            return helper(doc["text"])


        def other(doc):
            return doc
        """;
    var digest = PythonSource.of(module).digest("used");
    assertThat(digest).isNotNull();
    assertThat(PythonSource.of(module.replace("    # a comment\n", "")).digest("used"))
        .isEqualTo(digest);
    assertThat(PythonSource.of(module.replace("return doc\n", "return None\n")).digest("used"))
        .isEqualTo(digest);
    assertThat(PythonSource.of(module.replace("LIMIT = 3", "LIMIT = 4")).digest("used"))
        .isNotEqualTo(digest);
    assertThat(PythonSource.of(module).digest("missing")).isNull();
  }

  @Test
  void hasAPortForEachKnownSource() {
    List<String> names = new ArrayList<>();
    Ports.names().forEach(names::add);
    assertThat(names).hasSizeGreaterThan(60);
    assertThat(Ports.sources()).hasSizeGreaterThan(50).allMatch(names::contains);
  }
}
