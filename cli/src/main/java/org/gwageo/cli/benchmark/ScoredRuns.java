package org.gwageo.cli.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gwageo.benchmark.contamination.CorpusOverlap;
import org.gwageo.benchmark.contamination.Finding;
import org.gwageo.benchmark.contamination.TwinGap;
import org.gwageo.benchmark.journal.FileJournal;
import org.gwageo.benchmark.run.BenchmarkFolder;
import org.gwageo.benchmark.run.Grants;
import org.gwageo.benchmark.score.ItemScores;
import org.gwageo.benchmark.statistics.EntrantScores;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.ItemReader;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.Reasons;

/** The contamination tests that rest on the scores of ordinary runs. */
final class ScoredRuns {

  private ScoredRuns() {}

  /** Compares runs in pairs: the public items' first, then the twins'. */
  static List<Finding> twins(List<Path> folders, Grants grants, long seed) throws CannotRun {
    if (folders.size() % 2 != 0) {
      throw new CannotRun("--twins are given in pairs, not " + folders.size() + " times");
    }
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < folders.size(); i += 2) {
      BenchmarkFolder published = RunFolders.open(folders.get(i), grants);
      BenchmarkFolder fresh = RunFolders.open(folders.get(i + 1), grants);
      if (!published.subject().equals(fresh.subject())) {
        throw new CannotRun(
            "%s and %s are runs of two models, %s and %s"
                .formatted(
                    folders.get(i),
                    folders.get(i + 1),
                    published.subject().model(),
                    fresh.subject().model()));
      }
      Map<String, Double> twinScores = new HashMap<>();
      scores(folders.get(i + 1), fresh)
          .forEach((item, score) -> twinScores.put(twinOf(item), score.value));
      List<TwinGap.Pair> pairs = new ArrayList<>();
      scores(folders.get(i), published)
          .forEach(
              (item, score) -> {
                Double twin = twinScores.get(item.id());
                if (twin != null && !twin.isNaN() && !Double.isNaN(score.value)) {
                  pairs.add(new TwinGap.Pair(item.id(), score.cluster, score.value, twin));
                }
              });
      findings.add(
          TwinGap.finding(published.subject().model(), published.task().id(), pairs, seed));
    }
    return findings;
  }

  private static String twinOf(Item twin) {
    Object named = twin.fields().get("twin_of");
    return named == null ? twin.id() : String.valueOf(named);
  }

  /** Compares items that a corpus holds with the others; {@code given} is a run = a file. */
  static List<Finding> overlapping(String given, Grants grants, long seed) throws CannotRun {
    int equals = given.lastIndexOf('=');
    if (equals < 1) {
      throw new CannotRun("--overlap is a run and a file, DIR=FILE, not \"%s\"".formatted(given));
    }
    Path folder = Path.of(given.substring(0, equals));
    Map<String, CorpusOverlap.Found> found = OverlapFile.read(Path.of(given.substring(equals + 1)));
    BenchmarkFolder run = RunFolders.open(folder, grants);
    List<CorpusOverlap.Scored> scored = new ArrayList<>();
    scores(folder, run)
        .forEach(
            (item, score) -> {
              CorpusOverlap.Found one = found.get(item.id());
              if (one != null && !Double.isNaN(score.value)) {
                scored.add(new CorpusOverlap.Scored(one, score.cluster, score.value));
              }
            });
    return CorpusOverlap.finding(run.subject().model(), run.task().id(), scored, seed)
        .map(List::of)
        .orElse(List.of());
  }

  /** An item's score and the number of its cluster. */
  private record ItemScore(double value, int cluster) {}

  private static Map<Item, ItemScore> scores(Path folder, BenchmarkFolder run) throws CannotRun {
    try {
      EntrantScores scores =
          ItemScores.of(
              run.subject().model(),
              run.task(),
              run.subject(),
              FileJournal.attempts(folder.resolve("journal.jsonl")));
      double[] values = scores.scores();
      int[] clusters = scores.clusters();
      Map<Item, ItemScore> byItem = new LinkedHashMap<>();
      try (ItemReader reader = run.task().items().open()) {
        for (Item item = reader.next(); item != null; item = reader.next()) {
          byItem.put(item, new ItemScore(values[item.ordinal()], clusters[item.ordinal()]));
        }
      }
      return byItem;
    } catch (TaskException e) {
      throw new CannotRun("the run %s cannot be scored: %s".formatted(folder, e.getMessage()), e);
    } catch (IOException e) {
      throw new CannotRun("the run %s cannot be scored: %s".formatted(folder, Reasons.of(e)), e);
    }
  }
}
