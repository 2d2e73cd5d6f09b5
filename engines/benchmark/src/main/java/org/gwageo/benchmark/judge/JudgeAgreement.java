package org.gwageo.benchmark.judge;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gwageo.benchmark.statistics.Agreement;
import org.gwageo.benchmark.statistics.Clusters;
import org.gwageo.benchmark.statistics.Interval;
import org.jspecify.annotations.Nullable;

/**
 * How far a judge agrees with people on items that people graded: Cohen's kappa, with quadratic
 * weights where grades are points.
 *
 * @param statistic the name of the statistic
 * @param kappa its value; NaN if all grades are the same, which shows nothing
 * @param low the lower end of its 95 % bootstrap interval over groups of items; NaN as kappa
 * @param high the upper end
 * @param items how many items both graded
 * @param unread how many items people graded, but the judge gave no readable verdict on
 */
public record JudgeAgreement(
    String statistic, double kappa, double low, double high, int items, int unread) {

  private static final int REPLICATES = 4_000;

  /**
   * An item that people graded.
   *
   * @param item the item's id
   * @param cluster the number of the group that the item belongs to
   * @param people what people gave
   * @param judge what the judge gave; null if its verdict was unreadable
   */
  public record Compared(String item, int cluster, Grade people, @Nullable Grade judge) {}

  /**
   * Compares grades.
   *
   * @param seed the seed of the bootstrap
   * @throws IllegalArgumentException if no item has both grades, or a grade is not of the scale
   */
  public static JudgeAgreement of(JudgeSpec spec, List<Compared> compared, long seed) {
    int n = compared.size();
    int[] people = new int[n];
    int[] judge = new int[n];
    int[] clusters = new int[n];
    int unread = 0;
    for (int i = 0; i < n; i++) {
      Compared one = compared.get(i);
      Grade given = one.judge();
      people[i] = spec.scale().index(one.people());
      judge[i] = given == null ? -1 : spec.scale().index(given);
      clusters[i] = one.cluster();
      unread += given == null ? 1 : 0;
    }
    Agreement agreement =
        Agreement.cohen(
            people,
            judge,
            spec.scale().size(),
            spec.scale() instanceof Scale.Points
                ? Agreement.Weights.QUADRATIC
                : Agreement.Weights.NOMINAL,
            new Agreement.Resampling(Clusters.of(clusters), 0.95, REPLICATES, seed));
    Interval interval = agreement.interval();
    return new JudgeAgreement(
        agreement.statistic(),
        agreement.value(),
        interval == null ? Double.NaN : interval.low(),
        interval == null ? Double.NaN : interval.high(),
        agreement.units(),
        unread);
  }

  Map<String, Object> toTree() {
    var tree = new TreeMap<String, Object>();
    tree.put("statistic", statistic);
    if (!Double.isNaN(kappa)) {
      tree.put("value", kappa);
      tree.put("low", low);
      tree.put("high", high);
    }
    tree.put("items", items);
    tree.put("unread", unread);
    return tree;
  }
}
