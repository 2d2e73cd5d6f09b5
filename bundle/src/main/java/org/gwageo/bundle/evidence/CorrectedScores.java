package org.gwageo.bundle.evidence;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.gwageo.verdict.document.Document;
import org.gwageo.verdict.document.Problems;
import org.gwageo.verdict.document.Scalar;
import org.gwageo.verdict.document.Section;
import org.gwageo.verdict.document.Sequence;
import org.gwageo.verdict.document.Value;
import org.gwageo.verdict.rules.Gate;
import org.gwageo.verdict.rules.GateTest;
import org.gwageo.verdict.rules.Rulebook;

/**
 * The scores of a corrected verdict (정정된 판정): those of the superseded one, with what two people
 * have decided in later verification cases put in the place of the comparisons' grades. Nothing
 * else can change, because nothing else is read.
 */
public final class CorrectedScores {

  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");

  private CorrectedScores() {}

  /**
   * Returns the scores of the corrected verdict as YAML.
   *
   * @param superseded the scores of the verdict that is corrected, as {@link EvidenceScores#yaml}
   *     writes them
   * @param cases what was decided since, one decision per team
   * @throws EvidenceException if the superseded scores are not in that form, or a case is about a
   *     team that is not in them
   */
  public static String yaml(
      String superseded, Rulebook rulebook, List<CorrectionFile.DecidedCase> cases)
      throws EvidenceException {
    Map<String, Object> tree = tree(superseded);
    var gates = child(tree, "gates");
    for (CorrectionFile.DecidedCase one : cases) {
      if (!teams(tree).contains(one.team())) {
        throw new EvidenceException(
            "case %s is about %s, which is no team of the superseded scores"
                .formatted(one.number(), one.team()));
      }
      for (Gate gate : rulebook.gates()) {
        if (gate.tests().stream().anyMatch(GateTest.Lineage.class::isInstance)) {
          var finding = child(child(gates, gate.id()), one.team());
          finding.put("lineage", new TreeMap<>(Map.of(one.number(), one.grade())));
          finding.put("reason", Map.of("ko", one.reason(), "en", one.reason()));
        }
      }
    }
    if (gates.isEmpty()) {
      tree.remove("gates");
    }
    return YamlText.of(tree);
  }

  private static Map<String, Object> tree(String yaml) throws EvidenceException {
    var problems = new Problems();
    Section root = Document.read(yaml, yaml.length(), problems);
    if (root == null || !(plain(root) instanceof Map<?, ?> read)) {
      throw new EvidenceException("the superseded scores are no scores document");
    }
    var tree = new LinkedHashMap<String, Object>();
    read.forEach((key, value) -> tree.put(String.valueOf(key), value));
    if (!YamlText.of(tree).equals(yaml)) {
      throw new EvidenceException(
          "the superseded scores are not written as scores are derived from evidence");
    }
    return tree;
  }

  private static List<String> teams(Map<String, Object> tree) {
    var ids = new ArrayList<String>();
    if (tree.get("teams") instanceof List<?> teams) {
      for (Object team : teams) {
        if (team instanceof Map<?, ?> entry && entry.get("id") instanceof String id) {
          ids.add(id);
        }
      }
    }
    return ids;
  }

  /** Returns the member {@code key}, a new empty one if there is none. */
  @SuppressWarnings("unchecked")
  private static Map<String, Object> child(Map<String, Object> tree, String key)
      throws EvidenceException {
    Object present = tree.computeIfAbsent(key, any -> new LinkedHashMap<String, Object>());
    if (present instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw new EvidenceException("the superseded scores hold no mapping under " + key);
  }

  /** A number keeps its digits, which {@link Value#tree} does only up to those of a double. */
  private static Object plain(Value value) {
    return switch (value) {
      case Section section -> {
        var map = new LinkedHashMap<String, Object>();
        section.entries().forEach((key, member) -> map.put(key, plain(member)));
        yield map;
      }
      case Sequence sequence -> {
        List<Object> list = new ArrayList<>();
        sequence.values().forEach(element -> list.add(plain(element)));
        yield list;
      }
      case Scalar scalar ->
          scalar.plain() && NUMBER.matcher(scalar.text()).matches()
              ? new BigDecimal(scalar.text())
              : scalar.tree();
    };
  }
}
