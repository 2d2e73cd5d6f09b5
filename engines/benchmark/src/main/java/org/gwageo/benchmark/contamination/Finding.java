package org.gwageo.benchmark.contamination;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one test found for one entrant on one task. It is evidence, not a verdict.
 *
 * @param test the test
 * @param entrant the entrant
 * @param task the task
 * @param items how many items it rests on
 * @param clusters how many independent groups they form
 * @param effect the size of the effect; {@link ContaminationTest#neutral} without contamination
 * @param low the lower end of its 95 % interval
 * @param high the upper end
 * @param p the one-sided p-value: how often chance alone gives an effect as great
 * @param control what it was compared with
 */
public record Finding(
    ContaminationTest test,
    String entrant,
    String task,
    int items,
    int clusters,
    double effect,
    double low,
    double high,
    double p,
    String control) {

  /** Refuses numbers that are none. */
  public Finding {
    if (!(p > 0 && p <= 1) || !(low <= effect && effect <= high)) {
      throw new IllegalArgumentException(
          "a finding has a p-value above 0 and up to 1 and an effect within its interval, not p "
              + p
              + " and "
              + effect
              + " in "
              + low
              + " to "
              + high);
    }
  }

  static Finding of(
      ContaminationTest test, String entrant, String task, Effect effect, String control) {
    return new Finding(
        test,
        entrant,
        task,
        effect.items(),
        effect.clusters(),
        effect.size(),
        effect.low(),
        effect.high(),
        effect.p(),
        control);
  }

  /** Returns the finding as one English sentence with its control and the other causes. */
  public String sentence() {
    return String.format(
        Locale.ROOT,
        "%s on %s, %s: %s is %.3f (95%% interval %.3f to %.3f, p = %s, %d items in %d groups,"
            + " control: %s); other possible causes: %s.",
        entrant,
        task,
        test.word(),
        test.effect(),
        effect,
        low,
        high,
        written(p),
        items,
        clusters,
        control,
        test.otherCause());
  }

  /** Returns the finding as one Korean sentence. */
  public String sentenceKo() {
    return String.format(
        Locale.ROOT,
        "%s, %s, %s: %s %.3f (95%% 구간 %.3f~%.3f, p = %s, 문항 %d개, 묶음 %d개, 대조: %s). 다른 원인일 수 있음: %s.",
        entrant,
        task,
        test.word(),
        test.effectKo(),
        effect,
        low,
        high,
        written(p),
        items,
        clusters,
        control,
        test.otherCauseKo());
  }

  private static String written(double p) {
    return p < 0.0001
        ? String.format(Locale.ROOT, "%.1e", p)
        : String.format(Locale.ROOT, "%.4f", p);
  }

  Map<String, Object> toTree() {
    var tree = new TreeMap<String, Object>();
    tree.put("test", test.word());
    tree.put("entrant", entrant);
    tree.put("task", task);
    tree.put("items", items);
    tree.put("clusters", clusters);
    tree.put("effect", effect);
    tree.put("low", low);
    tree.put("high", high);
    tree.put("neutral", test.neutral());
    tree.put("p", p);
    tree.put("control", control);
    tree.put("sentence", Map.of("en", sentence(), "ko", sentenceKo()));
    return tree;
  }
}
