package org.gwageo.benchmark.contamination;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gwageo.benchmark.statistics.Multiplicity;

/**
 * All findings of a season, with the false-discovery rate held over entrants, tasks and tests
 * together (Benjamini and Hochberg 1995).
 *
 * @param rate the highest share of false ones among the raised findings, on average
 * @param rows the findings, the strongest first
 */
public record ContaminationBoard(double rate, List<Row> rows) {

  /** What stands over every board, in English. */
  public static final String STATEMENT =
      "These findings are evidence, not verdicts. No entrant is disqualified because of them: a"
          + " raised finding opens an inquiry by people, in which the entrant is heard.";

  /** What stands over every board, in Korean. */
  public static final String STATEMENT_KO =
      "이 결과는 증거일 뿐 판정이 아닙니다. 이 결과만으로 실격되는 참가팀은 없으며, 제기된 항목은 사람이 조사하고 참가팀의 소명을 듣습니다.";

  /**
   * A finding among all others.
   *
   * @param finding the finding
   * @param q its p-value adjusted for all findings of the board
   * @param raised whether q is at most the board's rate
   */
  public record Row(Finding finding, double q, boolean raised) {}

  /** Copies the rows. */
  public ContaminationBoard {
    rows = List.copyOf(rows);
  }

  /**
   * Returns the board of all findings. Leaving out findings that show nothing would spoil the
   * adjustment, so all that were computed belong here.
   *
   * @param rate the false-discovery rate, between 0 and 1, for example 0.05
   * @throws IllegalArgumentException for another rate, or if an entrant, task and test occur twice
   */
  public static ContaminationBoard of(List<Finding> findings, double rate) {
    if (!(rate > 0 && rate < 1)) {
      throw new IllegalArgumentException(
          "a false-discovery rate lies between 0 and 1, both excluded, not at " + rate);
    }
    long different =
        findings.stream().map(f -> List.of(f.entrant(), f.task(), f.test())).distinct().count();
    if (different != findings.size()) {
      throw new IllegalArgumentException(
          "each entrant, task and test has one finding, but of "
              + findings.size()
              + " only "
              + different
              + " differ");
    }
    double[] q =
        Multiplicity.benjaminiHochberg(findings.stream().mapToDouble(Finding::p).toArray());
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < q.length; i++) {
      rows.add(new Row(findings.get(i), q[i], q[i] <= rate));
    }
    rows.sort(
        Comparator.comparingDouble(Row::q)
            .thenComparingDouble(row -> row.finding().p())
            .thenComparing(row -> row.finding().entrant())
            .thenComparing(row -> row.finding().task())
            .thenComparing(row -> row.finding().test()));
    return new ContaminationBoard(rate, rows);
  }

  /** Returns the findings that are raised for inquiry. */
  public List<Finding> raised() {
    return rows.stream().filter(Row::raised).map(Row::finding).toList();
  }

  /** Returns the board as the tree of its JSON form. */
  public Map<String, Object> toTree() {
    var tree = new TreeMap<String, Object>();
    tree.put("statement", Map.of("en", STATEMENT, "ko", STATEMENT_KO));
    tree.put("falseDiscoveryRate", rate);
    tree.put("adjustment", "Benjamini-Hochberg over " + rows.size() + " findings");
    tree.put("disqualifies", false);
    tree.put(
        "findings",
        rows.stream()
            .map(
                row -> {
                  var one = new TreeMap<>(row.finding().toTree());
                  one.put("q", row.q());
                  one.put("raised", row.raised());
                  return one;
                })
            .toList());
    return tree;
  }
}
