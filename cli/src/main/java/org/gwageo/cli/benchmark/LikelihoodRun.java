package org.gwageo.cli.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gwageo.benchmark.contamination.ContaminationTest;
import org.gwageo.benchmark.contamination.Finding;
import org.gwageo.benchmark.contamination.ItemLikelihood;
import org.gwageo.benchmark.contamination.ItemOrder;
import org.gwageo.benchmark.journal.FileJournal;
import org.gwageo.benchmark.journal.Likelihood;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.run.BenchmarkFolder;
import org.gwageo.benchmark.score.BenchmarkScoring;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.InputFile;
import org.jspecify.annotations.Nullable;

/** The log probabilities of one run of a task of {@link LikelihoodItems}. */
final class LikelihoodRun {

  /** Fewest items on a side whose readings are compared. */
  private static final int FEWEST = 2;

  /** The texts of one item. */
  private static final class Texts {
    final int cluster;
    String text = "";
    @Nullable Likelihood asIs;
    @Nullable Likelihood lowerCase;

    Texts(int cluster) {
      this.cluster = cluster;
    }
  }

  private final String entrant;
  private final String task;
  private final Map<String, Texts> published = new LinkedHashMap<>();
  private final Map<String, Texts> control = new LinkedHashMap<>();
  private final Map<String, TreeMap<Integer, Double>> shards = new LinkedHashMap<>();
  private final Map<String, Integer> clusters = new LinkedHashMap<>();
  private int unanswered;

  private LikelihoodRun(String entrant, String task) {
    this.entrant = entrant;
    this.task = task;
  }

  /** Reads a run of a task that {@code contamination likelihood} wrote. */
  static LikelihoodRun read(Path folder) throws CannotRun {
    BenchmarkFolder run = RunFolders.open(folder);
    String id = run.task().id();
    if (!id.endsWith(LikelihoodItems.ENDING)) {
      throw new CannotRun(
          "the run %s is of task %s, which contamination likelihood did not write"
              .formatted(folder, id));
    }
    var read =
        new LikelihoodRun(
            run.subject().model(), id.substring(0, id.length() - LikelihoodItems.ENDING.length()));
    List<TaskException> wrong = new ArrayList<>();
    try {
      BenchmarkScoring.settle(
          run.task(),
          run.subject(),
          FileJournal.attempts(folder.resolve("journal.jsonl")),
          (question, score, decisive) -> {
            try {
              Reply reply = FirstReply.of(decisive);
              read.add(question.item(), reply == null ? null : reply.likelihood());
            } catch (TaskException e) {
              wrong.add(e);
            }
          });
      if (!wrong.isEmpty()) {
        throw wrong.getFirst();
      }
      return read;
    } catch (TaskException e) {
      throw new CannotRun("the run %s cannot be read: %s".formatted(folder, e.getMessage()), e);
    } catch (IOException e) {
      throw InputFile.unreadable("run", folder, e);
    }
  }

  private void add(Item item, @Nullable Likelihood likelihood) throws TaskException {
    if (likelihood == null || likelihood.logProbabilities().isEmpty()) {
      unanswered++;
      return;
    }
    String id = item.text("item");
    if (item.text("test").equals(ContaminationTest.ITEM_ORDER.word())) {
      shards
          .computeIfAbsent(id, name -> new TreeMap<>())
          .put(Integer.valueOf(item.text("variant")), likelihood.sum());
      return;
    }
    boolean isControl = Boolean.TRUE.equals(item.fields().get("control"));
    String group = isControl + "\n" + item.text("cluster");
    Texts texts =
        (isControl ? control : published)
            .computeIfAbsent(
                id, name -> new Texts(clusters.computeIfAbsent(group, unknown -> clusters.size())));
    if (item.text("variant").equals("lower-case")) {
      texts.lowerCase = likelihood;
    } else {
      texts.text = item.text("text");
      texts.asIs = likelihood;
    }
  }

  /** Returns how many texts have no log probabilities; their items are left out. */
  int unanswered() {
    return unanswered;
  }

  /** Returns whether single items are there but no control items to compare them with. */
  boolean lacksControl() {
    return !published.isEmpty() && control.size() < FEWEST;
  }

  /** Returns what the tests find, as far as the run holds what they compare. */
  List<Finding> findings(long seed) {
    List<Finding> findings = new ArrayList<>();
    List<ItemLikelihood> items = likelihoods(published);
    List<ItemLikelihood> others = likelihoods(control);
    if (items.size() >= FEWEST && others.size() >= FEWEST) {
      for (ContaminationTest test :
          List.of(ContaminationTest.MIN_K, ContaminationTest.ZLIB_RATIO)) {
        findings.add(ItemLikelihood.finding(test, entrant, task, items, others, seed));
      }
      if (cased(items) >= FEWEST && cased(others) >= FEWEST) {
        findings.add(
            ItemLikelihood.finding(
                ContaminationTest.LOWER_CASE_RATIO, entrant, task, items, others, seed));
      }
    }
    List<ItemOrder.ShardLikelihood> complete = new ArrayList<>();
    int orders = shards.values().stream().mapToInt(Map::size).max().orElse(0);
    for (TreeMap<Integer, Double> shard : shards.values()) {
      // A shard of which an order is missing cannot be compared with itself.
      if (shard.size() == orders && orders > 1) {
        complete.add(
            ItemOrder.of(shard.values().stream().mapToDouble(Double::doubleValue).toArray()));
      }
    }
    if (complete.size() >= FEWEST) {
      findings.add(ItemOrder.finding(entrant, task, complete, seed));
    }
    return findings;
  }

  private static long cased(List<ItemLikelihood> items) {
    return items.stream()
        .filter(item -> item.hasCapitals() && item.lowerCase() != null)
        .map(ItemLikelihood::cluster)
        .distinct()
        .count();
  }

  private static List<ItemLikelihood> likelihoods(Map<String, Texts> side) {
    List<ItemLikelihood> likelihoods = new ArrayList<>();
    side.forEach(
        (item, texts) -> {
          if (texts.asIs != null) {
            likelihoods.add(
                new ItemLikelihood(
                    item,
                    texts.cluster,
                    texts.text,
                    texts.asIs.logProbabilities(),
                    texts.lowerCase == null ? null : texts.lowerCase.logProbabilities()));
          }
        });
    return likelihoods;
  }
}
