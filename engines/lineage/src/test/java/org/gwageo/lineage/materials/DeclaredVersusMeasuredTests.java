package org.gwageo.lineage.materials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.gwageo.lineage.Grade;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.materials.DeclaredVersusMeasured.Judgement;
import org.gwageo.lineage.materials.DeclaredVersusMeasured.Verdict;
import org.junit.jupiter.api.Test;

class DeclaredVersusMeasuredTests {

  private static final String OWN = "{\"part\":\"*\",\"origin\":\"own\"}";

  private static Declarations declared(String... parts) throws CheckpointException {
    return Declarations.read(
        ("{\"format\":\"gwageo-declaration/1\",\"model\":\"entrant\",\"parts\":["
                + String.join(",", parts)
                + "]}")
            .getBytes(StandardCharsets.UTF_8));
  }

  private static Judgement judged(Declarations declared, Map<String, Map<String, Grade>> grades) {
    return DeclaredVersusMeasured.of(declared, grades).judgements().getFirst();
  }

  private static Map<String, Map<String, Grade>> measured(String part, Grade grade) {
    return Map.of("harbour-vl", Map.of(part, grade));
  }

  @Test
  void ownWorkWithoutATraceIsConsistent() throws Exception {
    assertThat(judged(declared(OWN), measured("mlp", Grade.NOT_FOUND)).verdict())
        .isEqualTo(Verdict.CONSISTENT);
  }

  @Test
  void ownWorkThatMatchesAForeignModelIsContradicted() throws Exception {
    Judgement judgement =
        judged(declared(OWN), measured("vision.mlp", Grade.DERIVATION_ESTABLISHED));

    assertThat(judgement.verdict()).isEqualTo(Verdict.CONTRADICTED);
    assertThat(judgement.references()).containsExactly("harbour-vl");
    assertThat(judgement.english()).contains("common ancestor");
  }

  @Test
  void anOwnEarlierModelIsNoViolation() throws Exception {
    Declarations declared =
        declared("{\"part\":\"*\",\"origin\":\"own\",\"references\":[\"harbour-vl\"]}");

    assertThat(judged(declared, measured("mlp", Grade.IDENTICAL)).verdict())
        .isEqualTo(Verdict.CONSISTENT);
  }

  @Test
  void aDeclaredPublicTowerIsConsistentWithItsMatch() throws Exception {
    Declarations declared =
        declared(
            OWN,
            "{\"part\":\"vision\",\"origin\":\"public\",\"name\":\"harbour-vl\",\"licence\":\"MIT\"}");
    var joined =
        DeclaredVersusMeasured.of(
            declared,
            Map.of(
                "harbour-vl",
                Map.of(
                    "vision", Grade.DERIVATION_ESTABLISHED,
                    "vision.mlp", Grade.DERIVATION_ESTABLISHED,
                    "mlp", Grade.NOT_FOUND)));

    assertThat(joined.judgements())
        .extracting(Judgement::part)
        .containsExactly("mlp", "vision.mlp");
    assertThat(joined.stands()).isTrue();
  }

  @Test
  void anotherModelThanTheDeclaredOneIsUndeclared() throws Exception {
    Declarations declared =
        declared("{\"part\":\"mlp\",\"origin\":\"derived\",\"name\":\"north\"}");

    assertThat(judged(declared, measured("mlp", Grade.IDENTICAL)).verdict())
        .isEqualTo(Verdict.UNDECLARED);
    assertThat(judged(declared(), measured("mlp", Grade.IDENTICAL)).verdict())
        .isEqualTo(Verdict.UNDECLARED);
  }

  @Test
  void aDeclaredModelThatTheWeightsDoNotShowIsNamed() throws Exception {
    Declarations declared =
        declared("{\"part\":\"mlp\",\"origin\":\"derived\",\"name\":\"harbour-vl\"}");

    assertThat(judged(declared, measured("mlp", Grade.NOT_FOUND)).verdict())
        .isEqualTo(Verdict.NOT_FOUND);
    assertThat(judged(declared, measured("mlp", Grade.UNTESTABLE)).verdict())
        .isEqualTo(Verdict.UNTESTABLE);
    assertThat(judged(declared, Map.of("other", Map.of("mlp", Grade.NOT_FOUND))).verdict())
        .isEqualTo(Verdict.UNTESTABLE);
  }

  @Test
  void aWeakTraceIsForPeople() throws Exception {
    assertThat(judged(declared(OWN), measured("mlp", Grade.INDICATED)).verdict())
        .isEqualTo(Verdict.OPEN);
  }

  @Test
  void theClosestClaimCounts() throws Exception {
    Declarations declared =
        declared(
            OWN,
            "{\"part\":\"vision\",\"origin\":\"public\",\"name\":\"a\"}",
            "{\"part\":\"vision.mlp\",\"origin\":\"derived\",\"name\":\"b\"}");

    assertThat(declared.of("vision.mlp").orElseThrow().name()).isEqualTo("b");
    assertThat(declared.of("vision.norms").orElseThrow().name()).isEqualTo("a");
    assertThat(declared.of("mlp").orElseThrow().origin()).isEqualTo(Declaration.Origin.OWN);
  }

  @Test
  void gradesAreReadFromReportsAndScreens() throws Exception {
    byte[] report =
        "{\"format\":\"gwageo-lineage/1\",\"componentGrades\":{\"mlp\":\"identical\"},\"untestable\":[{\"component\":\"audio\"}]}"
            .getBytes(StandardCharsets.UTF_8);

    assertThat(DeclaredVersusMeasured.grades(report, "north").get("north"))
        .containsEntry("mlp", Grade.IDENTICAL)
        .containsEntry("audio", Grade.UNTESTABLE);
  }

  @Test
  void refusesClaimsThatSayNothing() {
    assertThatThrownBy(() -> declared("{\"part\":\"mlp\",\"origin\":\"derived\"}"))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("not from which model");
    assertThatThrownBy(() -> declared(OWN, OWN))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("twice");
    assertThatThrownBy(() -> declared("{\"part\":\"mlp\",\"origin\":\"borrowed\"}"))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("borrowed");
  }
}
