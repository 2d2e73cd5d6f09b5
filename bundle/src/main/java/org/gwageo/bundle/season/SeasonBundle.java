package org.gwageo.bundle.season;

import java.util.HashSet;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gwageo.bundle.Bundle;
import org.gwageo.bundle.BundleException;
import org.gwageo.bundle.Manifest;
import org.gwageo.bundle.StageBundle;
import org.gwageo.bundle.content.Content;
import org.gwageo.bundle.evidence.BenchmarkFiles;
import org.gwageo.bundle.evidence.EvidenceException;
import org.gwageo.bundle.evidence.EvidenceFiles;
import org.gwageo.bundle.season.SeasonRecord.Run;
import org.gwageo.bundle.season.SeasonRecord.Task;
import org.gwageo.bundle.season.SeasonRecord.TaskItems;

/** Makes the bundle of a season. */
public final class SeasonBundle {

  private SeasonBundle() {}

  /**
   * Puts everything of a season into a bundle, after what can be scored again was, and came out the
   * same.
   *
   * @throws EvidenceException if a task or journal is broken, or leads to another result
   * @throws BundleException if an id cannot be part of a file's name
   */
  public static Bundle assemble(SeasonRecord season) throws EvidenceException, BundleException {
    SortedMap<String, Content> files = new TreeMap<>();
    byte[] about = SeasonFile.write(season);
    files.put(SeasonFile.PATH, Content.of(about));
    var withheld = new HashSet<String>();
    for (Task task : season.tasks()) {
      put(files, task);
      if (task.items() instanceof TaskItems.Withheld) {
        withheld.add(task.id());
      }
    }
    var repeated = new HashSet<String>();
    season.runs().stream().filter(run -> run.number() > 1).forEach(run -> repeated.add(run.task()));
    for (Run run : season.runs()) {
      String folder =
          "benchmarks/%s/%s/%s"
              .formatted(
                  run.entrant(),
                  run.task(),
                  repeated.contains(run.task()) ? "run-" + run.number() + "/" : "");
      files.put(folder + "result.json", Content.of(run.result()));
      // Replies repeat what was asked; they stay where the items stay.
      if (!withheld.contains(run.task())) {
        files.put(folder + "journal.jsonl", run.journal());
      }
    }
    for (EvidenceFiles.JournalFile journal : EvidenceFiles.journals(files)) {
      var again = EvidenceFiles.score(files, journal);
      if (!again.hasBytes(stored(files, journal))) {
        throw new EvidenceException(
            journal.path() + " leads to another result than the one that was stored");
      }
    }
    files.put(Standings.PATH, Content.of(Standings.of(SeasonFile.parse(about), files)));
    files.put("README.md", Content.of(SeasonReadme.text(season)));
    var manifest =
        new SeasonManifest(
            season.programme(),
            season.season(),
            season.issuedAt(),
            season.toolVersion(),
            Manifest.list(files));
    byte[] json = manifest.toJson();
    files.put(Bundle.MANIFEST, Content.of(json));
    files.put(Bundle.MANIFEST_DIGEST, Content.of(StageBundle.digestLine(json)));
    return Bundle.of(files);
  }

  private static byte[] stored(
      SortedMap<String, Content> files, EvidenceFiles.JournalFile journal) {
    byte[] result = Content.find(files, journal.result());
    return result == null ? new byte[0] : result;
  }

  private static void put(SortedMap<String, Content> files, Task task) {
    files.put(BenchmarkFiles.path(task.id(), "task.yaml"), Content.of(task.yaml()));
    switch (task.items()) {
      case TaskItems.Open(String lines) ->
          files.put(BenchmarkFiles.path(task.id(), "items.jsonl"), Content.of(lines));
      case TaskItems.Revealed(String commitment, String revealed) -> {
        files.put(BenchmarkFiles.path(task.id(), "commitment.json"), Content.of(commitment));
        files.put(BenchmarkFiles.path(task.id(), "items.revealed"), Content.of(revealed));
      }
      case TaskItems.Withheld withheld -> {
        String commitment = withheld.commitment();
        if (commitment != null) {
          files.put(BenchmarkFiles.path(task.id(), "commitment.json"), Content.of(commitment));
        }
      }
    }
  }
}
