package org.gwageo.benchmark.score;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.gwageo.benchmark.journal.Attempts;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.metric.Metric;
import org.gwageo.benchmark.metric.Value;
import org.gwageo.benchmark.statistics.EntrantScores;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.ItemReader;
import org.gwageo.benchmark.task.TaskException;

/** Reduces a journal to one number for each item, which is what entrants are compared on. */
public final class ItemScores {

  private final double[] sums;
  private final int[] counts;
  private final String value;

  private ItemScores(BenchmarkTask task) {
    int items = task.items().count();
    this.sums = new double[items];
    this.counts = new int[items];
    Metric headline = task.judging().metrics().getFirst();
    this.value = headline.value();
  }

  /**
   * Returns each item's mean over its repeats that count: of the headline's scores, or of whether
   * replies are right where the headline is no mean of scores. An item of which no repeat counts is
   * unanswered.
   *
   * @param entrant the name that the scores carry
   * @throws TaskException if the items have changed since the task was read
   * @throws IOException if items or attempts cannot be read
   */
  public static EntrantScores of(
      String entrant, BenchmarkTask task, Subject subject, Attempts attempts)
      throws IOException, TaskException {
    var scores = new ItemScores(task);
    BenchmarkScoring.score(task, subject, attempts, scores::add);
    return new EntrantScores(entrant, scores.means(), clusters(task));
  }

  private void add(QuestionScore score) {
    if (score.isScored() && !score.readings().isEmpty()) {
      sums[score.ordinal()] +=
          score.readings().getFirst().values().get(value) instanceof Value.Score(double number)
              ? number
              : score.correct() ? 1 : 0;
      counts[score.ordinal()]++;
    }
  }

  private double[] means() {
    double[] means = new double[sums.length];
    Arrays.setAll(means, item -> counts[item] == 0 ? Double.NaN : sums[item] / counts[item]);
    return means;
  }

  private static int[] clusters(BenchmarkTask task) throws IOException, TaskException {
    int[] clusters = new int[task.items().count()];
    Arrays.setAll(clusters, item -> item);
    String field = task.description().cluster();
    if (field != null) {
      Map<String, Integer> numbers = new HashMap<>();
      try (ItemReader items = task.items().open()) {
        for (Item item = items.next(); item != null; item = items.next()) {
          clusters[item.ordinal()] =
              numbers.computeIfAbsent(item.text(field), name -> numbers.size());
        }
      }
    }
    return clusters;
  }
}
