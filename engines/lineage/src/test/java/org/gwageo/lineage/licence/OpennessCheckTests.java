package org.gwageo.lineage.licence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.licence.Answer.Permission;
import org.gwageo.lineage.licence.Licence.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpennessCheckTests {

  @TempDir Path folder;

  private static String template(String id) throws IOException {
    try (var in = Licence.class.getResourceAsStream(id + ".txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private OpennessReport check(String readme, String licence) throws Exception {
    if (!readme.isEmpty()) {
      Files.writeString(folder.resolve("README.md"), readme);
    }
    if (!licence.isEmpty()) {
      Files.writeString(folder.resolve("LICENSE"), licence);
    }
    return OpennessCheck.of(folder);
  }

  private static Answer answer(Licence licence, Question question) {
    return Objects.requireNonNull(licence.answers().get(question));
  }

  private static Result ofId(String id) {
    return Licences.find(id).orElseThrow().result();
  }

  @Test
  void knowsWhatLicencesAmountTo() {
    for (String open :
        new String[] {"apache-2.0", "MIT", "bsd-3-clause", "cc-by-4.0", "CC-BY-SA-4.0"}) {
      assertThat(ofId(open)).as(open).isEqualTo(Result.OPEN);
    }
    for (String restricted :
        new String[] {
          "cc-by-nc-4.0",
          "CC-BY-ND-4.0",
          "llama2",
          "llama3.1",
          "llama4",
          "gemma",
          "openrail",
          "qwen",
          "mrl"
        }) {
      assertThat(ofId(restricted)).as(restricted).isEqualTo(Result.RESTRICTED);
    }
    assertThat(ofId("hyperclovax-seed")).isEqualTo(Result.NEEDS_PERSON);
    assertThat(Licences.find("apache")).isEmpty();
  }

  @Test
  void everyLicenceAnswersEveryQuestionInBothLanguages() {
    assertThat(Licences.all()).hasSizeGreaterThan(40);
    for (Licence licence : Licences.all()) {
      for (Question question : Question.values()) {
        Answer answer = answer(licence, question);
        assertThat(answer.korean()).as(licence.id()).matches(".*[가-힣].*");
        assertThat(answer.english()).as(licence.id()).matches("[\\x20-\\x7E…]+");
      }
    }
  }

  @Test
  void saysWhyALicenceRestricts() {
    Licence llama = Licences.find("llama3.1").orElseThrow();

    assertThat(answer(llama, Question.THRESHOLD).english()).contains("700 million");
    assertThat(answer(llama, Question.NAMING).permission()).isEqualTo(Permission.CONDITIONS);
    assertThat(answer(Licences.find("llama2").orElseThrow(), Question.OUTPUT_USE).permission())
        .isEqualTo(Permission.LIMITED);
  }

  @Test
  void anApachePageWithTheTextIsOpen() throws Exception {
    OpennessReport report =
        check(
            "---\nlicense: apache-2.0\nlanguage:\n- ko\n---\n# Entrant\n", template("Apache-2.0"));

    assertThat(report.reasons()).isEmpty();
    assertThat(report.result()).isEqualTo(Result.OPEN);
    assertThat(report.statements()).hasSize(2);
  }

  @Test
  void aCopyrightLineDoesNotMakeATextAnother() throws Exception {
    String mit = template("MIT").replace("<year> <copyright holders>", "2025 Example Laboratory");

    assertThat(LicenceText.recognise(mit)).contains("MIT");
    assertThat(LicenceText.recognise(template("BSD-2-Clause"))).contains("BSD-2-Clause");
    assertThat(LicenceText.recognise(template("BSD-3-Clause"))).contains("BSD-3-Clause");
  }

  @Test
  void aTextWithOneMoreSentenceGoesToAPersonWithThePlaceMarked() throws Exception {
    String text = template("MIT") + "\nThe Software is provided for non-commercial use only.\n";
    OpennessReport report = check("---\nlicense: mit\n---\n", text);

    assertThat(report.result()).isEqualTo(Result.NEEDS_PERSON);
    assertThat(report.reasons().getFirst().english()).containsPattern("shares \\d\\d % with MIT");
    Clause clause = report.clauses().getFirst();
    assertThat(text.substring(clause.from(), clause.to()))
        .isEqualTo(clause.text())
        .isEqualTo("non-commercial");
    assertThat(clause.question()).isEqualTo(Question.COMMERCIAL_USE);
  }

  @Test
  void marksKoreanClauses() throws Exception {
    OpennessReport report =
        check(
            "",
            "이 모델은 연구 목적으로만 쓸 수 있으며 상업적 이용을 금지합니다. Companies with 700 million users ask first.");

    assertThat(report.result()).isEqualTo(Result.NEEDS_PERSON);
    assertThat(report.clauses())
        .extracting(Clause::question)
        .contains(Question.FIELD_OF_USE, Question.COMMERCIAL_USE, Question.THRESHOLD);
  }

  @Test
  void aNamedModelLicenceIsRestricted() throws Exception {
    OpennessReport report =
        check("---\nlicense: other\nlicense_name: \"llama4\"\nlicense_link: LICENSE\n---\n", "");

    assertThat(report.result()).isEqualTo(Result.RESTRICTED);
  }

  @Test
  void unknownAndMissingLicencesGoToAPerson() throws Exception {
    assertThat(check("# no front matter\n", "").reasons().getFirst().english())
        .isEqualTo("no licence is stated");
    assertThat(
            check("---\nlicense: other\nlicense_name: house-rules\n---\n", "")
                .reasons()
                .getFirst()
                .english())
        .contains("house-rules");
  }

  @Test
  void contradictingStatementsGoToAPerson() throws Exception {
    OpennessReport report = check("---\nlicense: cc-by-nc-4.0\n---\n", template("MIT"));

    assertThat(report.result()).isEqualTo(Result.NEEDS_PERSON);
    assertThat(report.reasons().getFirst().english()).contains("CC-BY-NC-4.0, MIT");
  }

  @Test
  void aPageThatLimitsWhatItsLicenceAllowsGoesToAPerson() throws Exception {
    OpennessReport report =
        check("---\nlicense: apache-2.0\n---\nFor non-commercial use, please.\n", "");

    assertThat(report.result()).isEqualTo(Result.NEEDS_PERSON);
  }

  @Test
  void readsListsAndQuotesInFrontMatter() {
    assertThat(FrontMatter.of("---\nlicense:\n  - mit\n  - 'apache-2.0'\ntags: [a, \"b\"]\n---\n"))
        .containsEntry("license", java.util.List.of("mit", "apache-2.0"))
        .containsEntry("tags", java.util.List.of("a", "b"));
    assertThat(FrontMatter.of("---\nlicense: mit\n")).isEmpty();
  }

  @Test
  void refusesAFileThatIsTooLong() throws Exception {
    Files.write(folder.resolve("LICENSE"), new byte[(4 << 20) + 1]);

    assertThatThrownBy(() -> OpennessCheck.of(folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("LICENSE");
  }

  @Test
  void theReportIsCanonical() throws Exception {
    OpennessReport report = check("---\nlicense: mit\n---\n", "");

    assertThat(new String(report.toJson(), StandardCharsets.UTF_8))
        .contains("\"result\":\"open\"", "\"commercialUse\":{\"en\":\"commercial use is allowed\"");
  }
}
