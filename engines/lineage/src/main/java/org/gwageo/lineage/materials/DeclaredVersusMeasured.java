package org.gwageo.lineage.materials;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.lineage.Grade;
import org.gwageo.lineage.LineageReport;
import org.gwageo.lineage.LineageScreen;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.materials.Declaration.Origin;
import tools.jackson.databind.JsonNode;

/**
 * Claims beside measurements, one judgement per component.
 *
 * @param model the model's name
 * @param judgements the judgements, by component
 */
public record DeclaredVersusMeasured(String model, List<Judgement> judgements) {

  /** The value of the member {@code format}. */
  public static final String FORMAT = "gwageo-declared-measured/1";

  /** Copies the judgements. */
  public DeclaredVersusMeasured {
    judgements = List.copyOf(judgements);
  }

  /** How a claim stands. */
  public enum Verdict {
    /** What was measured is what was declared. */
    CONSISTENT("consistent"),
    /** Declared as own, measured as derived from a reference that the claim does not name. */
    CONTRADICTED("contradicted"),
    /** Measured as derived from a reference that no claim names. */
    UNDECLARED("undeclared-derivation"),
    /** Declared as derived or public, but that reference was not found in the weights. */
    NOT_FOUND("declared-not-found"),
    /** One family of tests points at a reference that the claim does not name. */
    OPEN("open"),
    /** No test could be applied, or the declared model is not among the references. */
    UNTESTABLE("untestable");

    private final String id;

    Verdict(String id) {
      this.id = id;
    }

    /** Returns the verdict's name in files. */
    public String id() {
      return id;
    }
  }

  /**
   * How the claim for one component stands.
   *
   * @param part the component
   * @param declaration the claim, if there is one
   * @param verdict how it stands
   * @param references the references that the verdict rests on
   * @param korean one sentence
   * @param english one sentence
   */
  public record Judgement(
      String part,
      Optional<Declaration> declaration,
      Verdict verdict,
      List<String> references,
      String korean,
      String english) {

    /** Copies the list. */
    public Judgement {
      references = List.copyOf(references);
    }
  }

  /** Joins claims with a screen. */
  public static DeclaredVersusMeasured of(Declarations declared, LineageScreen screen) {
    var grades = new TreeMap<String, Map<String, Grade>>();
    screen.reports().forEach((name, report) -> grades.put(name, report.componentGrades()));
    return of(declared, grades);
  }

  /** Joins claims with the report on one reference of the given name. */
  public static DeclaredVersusMeasured of(
      Declarations declared, String reference, LineageReport report) {
    return of(declared, Map.of(reference, report.componentGrades()));
  }

  /**
   * Joins claims with grades.
   *
   * @param measured the grade of each component, by reference
   */
  public static DeclaredVersusMeasured of(
      Declarations declared, Map<String, ? extends Map<String, Grade>> measured) {
    var byPart = new TreeMap<String, SortedMap<String, Grade>>();
    measured.forEach(
        (reference, grades) ->
            grades.forEach(
                (part, grade) ->
                    byPart.computeIfAbsent(part, any -> new TreeMap<>()).put(reference, grade)));
    byPart.keySet().removeIf(part -> isTower(part, measured));
    var judgements = new ArrayList<Judgement>();
    byPart.forEach(
        (part, grades) -> judgements.add(judge(part, declared.of(part), grades, measured)));
    return new DeclaredVersusMeasured(declared.model(), judgements);
  }

  /** Whether the part only repeats what its components say. */
  private static boolean isTower(String part, Map<String, ? extends Map<String, Grade>> measured) {
    return measured.values().stream()
        .flatMap(grades -> grades.keySet().stream())
        .anyMatch(other -> other.startsWith(part + "."));
  }

  private static Judgement judge(
      String part,
      Optional<Declaration> declaration,
      SortedMap<String, Grade> grades,
      Map<String, ?> library) {
    List<String> unexplained =
        select(grades, reference -> grade -> grade.derived() && !explained(declaration, reference));
    if (!unexplained.isEmpty()) {
      return contradiction(part, declaration, unexplained);
    }
    List<String> hinted =
        select(
            grades,
            reference -> grade -> grade == Grade.INDICATED && !explained(declaration, reference));
    if (!hinted.isEmpty()) {
      return judgement(
          part,
          declaration,
          Verdict.OPEN,
          hinted,
          "검정 한 갈래가 신고에 없는 기준 모델을 가리킵니다. 학습 기록을 받아 확인해야 합니다",
          "one family of tests points at a reference that was not declared; ask for the training"
              + " record");
    }
    if (declaration.isPresent() && declaration.get().origin() != Origin.OWN) {
      return foreign(part, declaration.get(), grades, library);
    }
    boolean tested = grades.values().stream().anyMatch(grade -> grade != Grade.UNTESTABLE);
    return tested
        ? judgement(
            part,
            declaration,
            Verdict.CONSISTENT,
            select(grades, reference -> Grade::derived),
            "신고에 없는 파생이 발견되지 않았습니다",
            "no derivation was found that the declaration does not name")
        : untested(part, declaration);
  }

  private static Judgement contradiction(
      String part, Optional<Declaration> declaration, List<String> references) {
    boolean own = declaration.map(one -> one.origin() == Origin.OWN).orElse(false);
    return own
        ? judgement(
            part,
            declaration,
            Verdict.CONTRADICTED,
            references,
            "자체 개발로 신고했으나 다른 모델의 가중치와 일치합니다(공통 조상도 가능한 설명입니다)",
            "declared as own, but its weights match another model's (a common ancestor would"
                + " explain it as well)")
        : judgement(
            part,
            declaration,
            Verdict.UNDECLARED,
            references,
            "신고하지 않은 모델의 가중치와 일치합니다",
            "its weights match a model that was not declared");
  }

  private static Judgement foreign(
      String part,
      Declaration declaration,
      SortedMap<String, Grade> grades,
      Map<String, ?> library) {
    List<String> matched =
        select(
            grades,
            reference ->
                grade ->
                    declaration.explains(reference)
                        && (grade.derived() || grade == Grade.INDICATED));
    if (!matched.isEmpty()) {
      return judgement(
          part,
          Optional.of(declaration),
          Verdict.CONSISTENT,
          matched,
          "신고한 모델의 가중치와 일치합니다",
          "its weights match the declared model");
    }
    if (library.keySet().stream().noneMatch(declaration::explains)) {
      return judgement(
          part,
          Optional.of(declaration),
          Verdict.UNTESTABLE,
          List.of(),
          "신고한 모델이 비교한 기준 모델 가운데 없습니다",
          "the declared model is not among the references that were compared");
    }
    List<String> looked =
        select(
            grades,
            reference -> grade -> declaration.explains(reference) && grade == Grade.NOT_FOUND);
    return looked.isEmpty()
        ? untested(part, Optional.of(declaration))
        : judgement(
            part,
            Optional.of(declaration),
            Verdict.NOT_FOUND,
            looked,
            "신고한 모델에서 왔다는 흔적이 가중치에 없습니다",
            "its weights show no trace of the declared model");
  }

  private static Judgement untested(String part, Optional<Declaration> declaration) {
    return judgement(
        part,
        declaration,
        Verdict.UNTESTABLE,
        List.of(),
        "적용할 수 있는 검정이 없습니다",
        "no test could be applied");
  }

  private static Judgement judgement(
      String part,
      Optional<Declaration> declaration,
      Verdict verdict,
      List<String> references,
      String korean,
      String english) {
    return new Judgement(part, declaration, verdict, references, korean, english);
  }

  private static boolean explained(Optional<Declaration> declaration, String reference) {
    return declaration.map(one -> one.explains(reference)).orElse(false);
  }

  /** Chooses references by name and grade. */
  private interface Choice {
    java.util.function.Predicate<Grade> of(String reference);
  }

  private static List<String> select(SortedMap<String, Grade> grades, Choice choice) {
    return grades.entrySet().stream()
        .filter(entry -> choice.of(entry.getKey()).test(entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * Reads the grades by component and reference from the JSON of a screen, or of a report on one
   * reference.
   *
   * @param name the reference's name where the file is a report
   * @throws CheckpointException if it is neither
   */
  public static SortedMap<String, SortedMap<String, Grade>> grades(byte[] json, String name)
      throws CheckpointException {
    JsonNode tree = MaterialsJson.tree("lineage report", json);
    String format = tree.path("format").asString("");
    var grades = new TreeMap<String, SortedMap<String, Grade>>();
    if (format.startsWith("gwageo-lineage-screen/")) {
      for (Map.Entry<String, JsonNode> entry : tree.path("references").properties()) {
        grades.put(entry.getKey(), gradesOf(entry.getValue()));
      }
    } else if (format.startsWith("gwageo-lineage/")) {
      grades.put(name, gradesOf(tree));
    } else {
      throw new CheckpointException(
          "a lineage report cannot have the format \"%s\"".formatted(format));
    }
    return grades;
  }

  private static SortedMap<String, Grade> gradesOf(JsonNode report) throws CheckpointException {
    var grades = new TreeMap<String, Grade>();
    for (Map.Entry<String, JsonNode> entry : report.path("componentGrades").properties()) {
      try {
        grades.put(entry.getKey(), Grade.parse(entry.getValue().asString("")));
      } catch (IllegalArgumentException e) {
        throw new CheckpointException(String.valueOf(e.getMessage()), e);
      }
    }
    for (JsonNode one : report.path("untestable")) {
      grades.putIfAbsent(one.path("component").asString("other"), Grade.UNTESTABLE);
    }
    return grades;
  }

  /** Returns whether every claim stands or could not be tested. */
  public boolean stands() {
    return judgements.stream()
        .allMatch(
            one -> one.verdict() == Verdict.CONSISTENT || one.verdict() == Verdict.UNTESTABLE);
  }

  /** Returns the judgements as a tree for canonical JSON. */
  public Map<String, Object> toTree() {
    var list = new ArrayList<Object>();
    for (Judgement one : judgements) {
      var entry = new LinkedHashMap<String, Object>();
      entry.put("part", one.part());
      entry.put("declared", one.declaration().map(claim -> claim.origin().id()).orElse("nothing"));
      entry.put("verdict", one.verdict().id());
      entry.put("references", one.references());
      entry.put("sentence", Map.of("ko", one.korean(), "en", one.english()));
      list.add(entry);
    }
    return Map.of("format", FORMAT, "model", model, "judgements", list);
  }

  /** Returns the judgements as canonical JSON. */
  public byte[] toJson() {
    return CanonicalJson.bytes(toTree());
  }
}
