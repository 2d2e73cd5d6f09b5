package org.gwageo.benchmark.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gwageo.benchmark.metric.Estimate;
import org.gwageo.benchmark.task.Api;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Mode;
import org.gwageo.benchmark.task.TaskException;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that are reported together.
 *
 * @param name the group's name; of a group in place {@code outer::inner}
 * @param title the display name
 * @param tasks the tasks that are its own members
 * @param groups the groups inside
 * @param aggregates the metrics that are averaged over all its tasks
 */
public record HarnessGroup(
    String name,
    String title,
    List<HarnessFile> tasks,
    List<HarnessGroup> groups,
    List<Aggregate> aggregates) {

  /** Copies the lists. */
  public HarnessGroup {
    tasks = List.copyOf(tasks);
    groups = List.copyOf(groups);
    aggregates = List.copyOf(aggregates);
  }

  /**
   * A metric that a group averages.
   *
   * @param metric the metric's name
   * @param filters the filters; null for all that the tasks have
   * @param weighted whether a task counts by its number of documents
   */
  public record Aggregate(String metric, @Nullable List<String> filters, boolean weighted) {}

  /**
   * The scores of one task of a group.
   *
   * @param documents how many documents it has
   * @param metrics the numbers by {@code metric,filter}
   */
  public record TaskScores(long documents, Map<String, Estimate> metrics) {

    /** Copies the map. */
    public TaskScores {
      metrics = Map.copyOf(metrics);
    }
  }

  /** Returns the tasks of this group and of all groups inside, in order. */
  public List<HarnessFile> allTasks() {
    List<HarnessFile> all = new ArrayList<>(tasks);
    for (HarnessGroup group : groups) {
      all.addAll(group.allTasks());
    }
    return all;
  }

  /**
   * Reads one of the tasks that {@link #allTasks} gives, with what the group says of it.
   *
   * @throws TaskException if the task cannot be asked
   * @throws IOException if a file cannot be read
   */
  public static BenchmarkTask read(HarnessFile task, Path data, Mode mode, Api api)
      throws IOException, TaskException {
    return HarnessTasks.read(task, data, mode, api, null);
  }

  /**
   * Returns the group's numbers by {@code metric,filter}.
   *
   * <p>Weighted: the mean over tasks weighted by documents n, its standard error the square root of
   * Σ (n−1)·n·se² / (Σn − k) / Σn over k tasks (a pooled variance). Unweighted: the plain mean, its
   * standard error √Σse² / k. There is no standard error where a task has none. n of an estimate is
   * the number of documents.
   *
   * @param scores the scores of the tasks; a task without a metric does not count in it
   */
  public SortedMap<String, Estimate> aggregate(List<TaskScores> scores) {
    SortedMap<String, Estimate> numbers = new TreeMap<>();
    for (Aggregate aggregate : aggregates) {
      for (String filter : filters(aggregate, scores)) {
        String key = aggregate.metric() + "," + filter;
        Estimate number = number(key, aggregate.weighted(), scores);
        if (number != null) {
          numbers.put(key, number);
        }
      }
    }
    return numbers;
  }

  private static List<String> filters(Aggregate aggregate, List<TaskScores> scores) {
    if (aggregate.filters() != null) {
      return aggregate.filters();
    }
    TreeSet<String> found = new TreeSet<>();
    String prefix = aggregate.metric() + ",";
    for (TaskScores task : scores) {
      for (String key : task.metrics().keySet()) {
        if (key.startsWith(prefix)) {
          found.add(key.substring(prefix.length()));
        }
      }
    }
    return List.copyOf(found);
  }

  private static @Nullable Estimate number(String key, boolean weighted, List<TaskScores> scores) {
    double sum = 0;
    double pooled = 0;
    double squares = 0;
    long documents = 0;
    int tasks = 0;
    boolean errors = true;
    for (TaskScores task : scores) {
      Estimate estimate = task.metrics().get(key);
      if (estimate == null || estimate.value() == null) {
        continue;
      }
      long n = task.documents();
      sum += estimate.value() * (weighted ? n : 1);
      documents += n;
      tasks++;
      Double error = estimate.standardError();
      if (error == null) {
        errors = false;
      } else {
        pooled += (n - 1) * error * error * n;
        squares += error * error;
      }
    }
    if (tasks == 0) {
      return null;
    }
    double value = sum / (weighted ? documents : tasks);
    @Nullable Double error = null;
    if (errors && weighted && documents > tasks) {
      error = Math.sqrt(pooled / (documents - tasks) / documents);
    } else if (errors && !weighted) {
      error = Math.sqrt(squares) / tasks;
    }
    return new Estimate(value, error, documents);
  }
}
