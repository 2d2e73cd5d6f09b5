package org.gwageo.platform.reproduction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gwageo.benchmark.journal.Attempt;
import org.gwageo.benchmark.journal.Attempts;
import org.gwageo.benchmark.reproduction.BundleDraw;
import org.gwageo.benchmark.reproduction.BundleException;
import org.gwageo.benchmark.reproduction.ComparedRun;
import org.gwageo.benchmark.reproduction.ReproductionRecord;
import org.gwageo.benchmark.reproduction.RunBundle;
import org.gwageo.benchmark.statistics.Tolerance;
import org.gwageo.canonical.Digest;
import org.gwageo.platform.evaluation.Job;
import org.gwageo.platform.evaluation.Jobs;
import org.gwageo.platform.evaluation.Results;
import org.gwageo.platform.programme.StageId;
import org.gwageo.verdict.rules.Reported;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the lot chose in all stages, and what our runs of it found. */
@Repository
public class Repetitions {

  private final JdbcClient database;
  private final TeamBundles bundles;
  private final BundleStore store;
  private final Intake intake;
  private final Jobs jobs;
  private final Results results;
  private final Clock clock;

  Repetitions(
      JdbcClient database,
      TeamBundles bundles,
      BundleStore store,
      Intake intake,
      Jobs jobs,
      Results results,
      Clock clock) {
    this.database = database;
    this.bundles = bundles;
    this.store = store;
    this.intake = intake;
    this.jobs = jobs;
    this.results = results;
    this.clock = clock;
  }

  /**
   * Returns what was chosen in a stage, by team and task. What of it has all its runs and was not
   * compared yet is compared and kept.
   */
  public List<Repetition> of(StageId stage) {
    List<Job> all = jobs.of(stage);
    var repetitions = new ArrayList<Repetition>();
    for (Repetition one : stored(stage)) {
      repetitions.add(isOpen(one) ? compared(one, all) : one);
    }
    return repetitions;
  }

  /** Returns a team's repetition of a task. */
  public Optional<Repetition> find(StageId stage, String team, String task) {
    return of(stage).stream()
        .filter(one -> one.team().equals(team) && one.task().equals(task))
        .findFirst();
  }

  private static boolean isOpen(Repetition one) {
    return one.record() == null && one.problem() == null;
  }

  /** Returns our runs of a repetition that have a result, in their order. */
  public List<Job> runs(Repetition one) {
    return runs(one, jobs.of(one.stage())).stream()
        .filter(job -> job.state() == Job.State.DONE)
        .toList();
  }

  private static List<Job> runs(Repetition one, List<Job> all) {
    return all.stream()
        .filter(job -> job.team().equals(one.team()) && job.task().equals(one.task()))
        .sorted(Comparator.comparingInt(Job::run))
        .toList();
  }

  private Repetition compared(Repetition one, List<Job> all) {
    List<Job> ours = runs(one, all);
    if (ours.isEmpty() || ours.stream().anyMatch(job -> job.state() != Job.State.DONE)) {
      return one;
    }
    TeamBundle bundle =
        bundles
            .find(one.stage(), one.team(), one.task(), one.version())
            .orElseThrow(() -> new IllegalStateException("the bundle of " + one + " is gone"));
    Reported rule =
        intake.wanted(one.stage()).stream()
            .filter(wanted -> wanted.task().equals(one.task()))
            .findFirst()
            .orElseThrow()
            .rule();
    String record = null;
    String problem = null;
    try {
      record = new String(compare(one, bundle, ours, rule).toJson(), StandardCharsets.UTF_8);
    } catch (BundleException e) {
      problem = String.valueOf(e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("the runs of " + one.team() + " cannot be compared", e);
    }
    database
        .sql(
            """
            update reproduction.repetition set record = :record, problem = :problem,
              recorded_at = :at
            where programme = :programme and stage = :stage and team = :team and task = :task
              and record is null
            """)
        .param("record", record)
        .param("problem", problem)
        .param("at", Timestamp.from(clock.instant()))
        .param("programme", one.stage().programme())
        .param("stage", one.stage().stage())
        .param("team", one.team())
        .param("task", one.task())
        .update();
    return stored(one.stage()).stream()
        .filter(now -> now.team().equals(one.team()) && now.task().equals(one.task()))
        .findFirst()
        .orElseThrow();
  }

  private ReproductionRecord compare(
      Repetition one, TeamBundle handedIn, List<Job> ours, Reported rule)
      throws IOException, BundleException {
    return store.with(
        store.file(handedIn.stage(), handedIn.archive()),
        folder -> {
          RunBundle bundle = RunBundle.open(folder);
          var runs = new ArrayList<ComparedRun>();
          for (Job job : ours) {
            runs.add(run(job));
          }
          return ReproductionRecord.ofItems(bundle, runs, tolerance(rule), one.draw());
        });
  }

  private ComparedRun run(Job job) throws IOException {
    Attempts attempts = results.attempts(job);
    return new ComparedRun(
        "run-" + job.run(),
        Results.subject(job),
        RunBundle.digest(new TreeMap<>(Map.of("journal.jsonl", digest(attempts)))),
        results.task(job),
        attempts);
  }

  /** Returns the digest of a journal as the file of lines that a bundle holds. */
  private static Digest digest(Attempts attempts) throws IOException {
    try (Attempts.Cursor cursor = attempts.read()) {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (Attempt one = cursor.next(); one != null; one = cursor.next()) {
        sha256.update((one.toJson() + "\n").getBytes(StandardCharsets.UTF_8));
      }
      return new Digest(HexFormat.of().formatHex(sha256.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static Tolerance tolerance(Reported rule) {
    Tolerance both = Tolerance.of(rule.tolerance().doubleValue());
    return rule.tooHighOnly() ? both.whereTooHigh() : both;
  }

  void add(StageId stage, String team, String task, int version, BundleDraw draw) {
    database
        .sql(
            """
            insert into reproduction.repetition (programme, stage, team, task, version, draw)
            values (:programme, :stage, :team, :task, :version, :draw)
            """)
        .param("programme", stage.programme())
        .param("stage", stage.stage())
        .param("team", team)
        .param("task", task)
        .param("version", version)
        .param("draw", new String(draw.toJson(), StandardCharsets.UTF_8))
        .update();
  }

  private List<Repetition> stored(StageId stage) {
    return database
        .sql(
            """
            select * from reproduction.repetition
            where programme = :programme and stage = :stage order by team, task
            """)
        .param("programme", stage.programme())
        .param("stage", stage.stage())
        .query(Repetitions::read)
        .list();
  }

  private static Repetition read(ResultSet row, int index) throws SQLException {
    String record = row.getString("record");
    Timestamp recordedAt = row.getTimestamp("recorded_at");
    return new Repetition(
        new StageId(row.getString("programme"), row.getString("stage")),
        row.getString("team"),
        row.getString("task"),
        row.getInt("version"),
        draw(row.getString("draw")),
        record == null ? null : Finding.of(record),
        recordedAt == null ? null : recordedAt.toInstant(),
        row.getString("problem"));
  }

  private static BundleDraw draw(@Nullable String json) {
    try {
      return BundleDraw.parse(String.valueOf(json).getBytes(StandardCharsets.UTF_8));
    } catch (BundleException e) {
      throw new IllegalStateException("a stored draw cannot be read", e);
    }
  }
}
