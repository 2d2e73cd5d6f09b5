package org.gwageo.verdict;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gwageo.verdict.rules.Bilingual;
import org.jspecify.annotations.Nullable;

/** Writes verdicts as JSON trees. */
final class VerdictJson {

  static final String FORMAT = "gwageo-verdict/1";

  private VerdictJson() {}

  static Map<String, @Nullable Object> tree(Verdict verdict) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("format", FORMAT);
    tree.put("rulebookDigest", verdict.rulebookDigest().toString());
    tree.put(
        "rulebook", Map.of("id", verdict.rulebook().id(), "version", verdict.rulebook().version()));
    tree.put("status", verdict.isSettled() ? "settled" : "held");
    tree.put("holds", reasons(verdict.holds()));
    tree.put("announcedCut", verdict.cut().announced().out());
    tree.put("actualCut", verdict.cut().actual().out());
    tree.put("cut", cut(verdict.cut()));
    tree.put("teams", verdict.teams().stream().map(VerdictJson::team).toList());
    return tree;
  }

  static Map<String, Object> cut(Cut cut) {
    return Map.of(
        "announced", side(cut.announced()),
        "actual", side(cut.actual()),
        "reasons", reasons(cut.reasons()));
  }

  private static Map<String, Object> side(Cut.Side side) {
    return Map.of("from", side.from(), "to", side.to(), "out", side.out());
  }

  private static Map<String, @Nullable Object> team(TeamResult result) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("team", result.team());
    if (result.name() != null) {
      tree.put("name", bilingual(result.name()));
    }
    tree.put("outcome", result.outcome().code());
    tree.put("rank", result.rank());
    tree.put("total", result.total());
    tree.put("blocks", result.blocks());
    tree.put("items", result.items());
    tree.put("gates", statuses(result.gates()));
    tree.put("findings", findings(result.gates()));
    tree.put("reasons", reasons(result.reasons()));
    tree.put("derivation", result.derivation() == null ? null : derivation(result.derivation()));
    return tree;
  }

  static Map<String, Object> statuses(List<GateResult> results) {
    Map<String, Object> statuses = new LinkedHashMap<>();
    results.forEach(gate -> statuses.put(gate.gate(), gate.status().key()));
    return statuses;
  }

  static List<Object> findings(List<GateResult> results) {
    List<Object> findings = new ArrayList<>();
    results.forEach(gate -> findings.add(Map.of("gate", gate.gate(), "tests", tests(gate))));
    return findings;
  }

  private static List<Object> tests(GateResult gate) {
    List<Object> tests = new ArrayList<>();
    for (GateResult.TestResult test : gate.tests()) {
      tests.add(
          Map.of(
              "test", test.test(),
              "status", test.status().key(),
              "reason", bilingual(test.reason())));
    }
    return tests;
  }

  static List<Object> reasons(List<Reason> reasons) {
    List<Object> trees = new ArrayList<>();
    for (Reason reason : reasons) {
      trees.add(
          Map.of("code", reason.code(), "teams", reason.teams(), "text", bilingual(reason.text())));
    }
    return trees;
  }

  static Map<String, Object> bilingual(Bilingual text) {
    return Map.of("ko", text.ko(), "en", text.en());
  }

  static Map<String, Object> derivation(Derivation node) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("label", node.label().toString());
    tree.put("value", decimal(node.value()));
    if (node.use() != Derivation.Use.COUNTED) {
      tree.put("use", node.use().key());
    }
    switch (node) {
      case Derivation.Given given -> tree.put("given", given.given());
      case Derivation.Absent absent -> {
        tree.put("rule", "missing-" + absent.rule().name().toLowerCase(Locale.ROOT));
        tree.put("missing", bilingual(absent.missing()));
      }
      case Derivation.Step step -> {
        tree.put("rule", step.rule().key());
        tree.put("parameters", step.parameters());
        tree.put("exact", step.exact().toString());
        if (step.places() != null) {
          tree.put("places", step.places());
        }
        if (step.points() != null) {
          tree.put("points", decimal(step.points()));
        }
        tree.put("inputs", step.inputs().stream().map(VerdictJson::derivation).toList());
      }
    }
    return tree;
  }

  private static String decimal(BigDecimal value) {
    return value.toPlainString();
  }
}
