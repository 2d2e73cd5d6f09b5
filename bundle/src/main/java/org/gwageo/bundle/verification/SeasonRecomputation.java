package org.gwageo.bundle.verification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.sealed.Commitment;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.bundle.Bundle;
import org.gwageo.bundle.content.Content;
import org.gwageo.bundle.evidence.BenchmarkFiles;
import org.gwageo.bundle.evidence.EvidenceException;
import org.gwageo.bundle.evidence.EvidenceFiles;
import org.gwageo.bundle.evidence.EvidenceFiles.JournalFile;
import org.gwageo.bundle.season.SeasonFile;
import org.gwageo.bundle.season.SeasonFile.ListedTask;
import org.gwageo.bundle.season.Standings;
import org.gwageo.canonical.Digest;

/** Checks the items of a season against their commitments and computes its numbers again. */
final class SeasonRecomputation {

  private static final int LONGEST = 400;

  private final SortedMap<String, Content> files;
  private final List<Check> checks;

  SeasonRecomputation(Bundle bundle, List<Check> checks) {
    this.files = bundle.files();
    this.checks = checks;
  }

  void run() {
    SeasonFile season;
    try {
      season = SeasonFile.parse(file(SeasonFile.PATH));
    } catch (EvidenceException e) {
      fail("season", SeasonFile.PATH, e);
      return;
    }
    tasks(season);
    benchmarks(season);
    standings(season);
  }

  private void tasks(SeasonFile season) {
    int sealed = 0;
    int items = 0;
    boolean right = true;
    for (ListedTask task : season.tasks()) {
      try {
        Digest committed = task.commitment();
        if (committed != null) {
          Commitment commitment = BenchmarkFiles.commitment(files, task.id());
          require(
              commitment.digest().equals(committed),
              "the commitment of task %s is not the one that season.json names",
              task.id());
        }
        BenchmarkTask read =
            task.withheld() == null
                ? BenchmarkFiles.task(files, task.id(), "")
                : BenchmarkFiles.withheld(files, task.id(), task.items(), task.count());
        require(
            read.digest().equals(task.digest()) && read.items().digest().equals(task.items()),
            "task %s is not the one that season.json names",
            task.id());
        if (committed != null && task.withheld() == null) {
          sealed++;
          items += read.items().count();
        }
      } catch (EvidenceException e) {
        right = false;
        fail("tasks", BenchmarkFiles.path(task.id(), "task.yaml"), e);
      }
    }
    if (right) {
      checks.add(
          Check.ok(
              "tasks",
              "평가 과제 %d개의 지문이 맞습니다. 봉인했던 %d개 과제의 문항 %d개가 시즌 전에 공개한 확약과 일치합니다."
                  .formatted(season.tasks().size(), sealed, items),
              ("All %d tasks have their stated digests; %d items of %d tasks that were sealed are"
                      + " those that were committed to before the season.")
                  .formatted(season.tasks().size(), items, sealed)));
    }
    withheld(season);
  }

  private void withheld(SeasonFile season) {
    for (ListedTask task : season.tasks()) {
      String reason = task.withheld();
      if (reason != null) {
        boolean sealed = reason.equals("sealed");
        checks.add(
            Check.notPossible(
                "withheld",
                BenchmarkFiles.path(task.id(), "task.yaml"),
                sealed
                    ? "평가 과제 %s의 문항 %d개는 끝까지 봉인하기로 하여 묶음에 없습니다. 점수를 다시 낼 수 없습니다."
                        .formatted(task.id(), task.count())
                    : "평가 과제 %s의 문항 %d개는 라이선스 때문에 묶음에 없습니다. 점수를 다시 낼 수 없습니다."
                        .formatted(task.id(), task.count()),
                sealed
                    ? "The %d items of task %s stay sealed and are not in the bundle; its scores cannot be recomputed."
                        .formatted(task.count(), task.id())
                    : "The %d items of task %s are left out because of their licence; its scores cannot be recomputed."
                        .formatted(task.count(), task.id())));
      }
    }
  }

  private void benchmarks(SeasonFile season) {
    List<JournalFile> journals = EvidenceFiles.journals(files);
    long requests = 0;
    int same = 0;
    for (JournalFile journal : journals) {
      try {
        require(
            season.task(journal.task()).isPresent() && season.entrants().contains(journal.team()),
            "%s is of an entrant or a task that the season does not have",
            journal.path());
        BenchmarkResult result = EvidenceFiles.score(files, journal);
        require(
            result.hasBytes(file(journal.result())),
            "scoring %s again gives another result",
            journal.path());
        same++;
        requests += result.requests();
      } catch (EvidenceException e) {
        fail("benchmarks", journal.path(), e);
      }
    }
    boolean orphans = orphans(season, journals);
    if (same == journals.size() && !orphans) {
      checks.add(
          Check.ok(
              "benchmarks",
              "벤치마크 %d건(요청 %d건)을 다시 채점한 결과가 한 바이트까지 같습니다.".formatted(same, requests),
              "Scoring %d benchmark runs (%d requests) again gives the same results, byte for byte."
                  .formatted(same, requests)));
    }
  }

  /** A result without a journal is right only where the items are withheld. */
  private boolean orphans(SeasonFile season, List<JournalFile> journals) {
    List<String> results = new ArrayList<>(journals.stream().map(JournalFile::result).toList());
    boolean found = false;
    for (String path : files.subMap("benchmarks/", "benchmarks0").keySet()) {
      String[] parts = path.split("/", -1);
      boolean allowed =
          parts.length > 3
              && season.task(parts[2]).map(task -> task.withheld() != null).orElse(false);
      if (path.endsWith("/result.json") && !results.contains(path) && !allowed) {
        found = true;
        fail(
            "benchmarks",
            path,
            new EvidenceException(path + " has no journal that it follows from"));
      }
    }
    return found;
  }

  private void standings(SeasonFile season) {
    try {
      require(
          Arrays.equals(Standings.of(season, files), file(Standings.PATH)),
          "the results lead to other numbers than %s",
          Standings.PATH);
      checks.add(
          Check.ok(
              "standings",
              "결과에서 다시 낸 가중 평균이 standings.json과 같습니다(참가자 %d).".formatted(season.entrants().size()),
              "The weighted means of %d entrants follow from the results."
                  .formatted(season.entrants().size())));
    } catch (EvidenceException e) {
      fail("standings", Standings.PATH, e);
    }
  }

  private byte[] file(String path) throws EvidenceException {
    byte[] bytes = Content.find(files, path);
    if (bytes == null) {
      throw new EvidenceException(path + " is missing");
    }
    return bytes;
  }

  private static void require(boolean holds, String otherwise, String what)
      throws EvidenceException {
    if (!holds) {
      throw new EvidenceException(otherwise.formatted(what));
    }
  }

  private void fail(String id, String file, EvidenceException e) {
    String reason = String.valueOf(e.getMessage());
    String shown = reason.length() > LONGEST ? reason.substring(0, LONGEST) + "…" : reason;
    checks.add(
        Check.failed(id, file, "시즌 확인 실패: " + shown, shown.endsWith(".") ? shown : shown + "."));
  }
}
