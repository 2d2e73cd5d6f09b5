package org.gwageo.platform.publication;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.gwageo.bundle.Bundle;
import org.gwageo.bundle.BundleException;
import org.gwageo.bundle.StageBundle;
import org.gwageo.bundle.evidence.CorrectionFile;
import org.gwageo.bundle.evidence.EvidenceException;
import org.gwageo.bundle.season.SeasonBundle;
import org.gwageo.canonical.Digest;
import org.gwageo.platform.decision.Decisions;
import org.gwageo.platform.decision.VerdictCorrected;
import org.gwageo.platform.decision.VerdictVersion;
import org.gwageo.platform.evaluation.Season;
import org.gwageo.platform.evaluation.SeasonPublished;
import org.gwageo.platform.evaluation.Seasons;
import org.gwageo.platform.evaluation.SuiteException;
import org.gwageo.platform.files.WorkFolder;
import org.gwageo.platform.programme.Rulebooks;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.StagePublished;
import org.gwageo.verdict.rules.RulebookException;
import org.gwageo.verdict.scores.ScoresException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Makes the bundle of a stage or season when it is published, and keeps it. */
@Service
public class Bundles {

  private final StageFiles files;
  private final SeasonFiles seasonFiles;
  private final Seasons seasons;
  private final Rulebooks rulebooks;
  private final Decisions decisions;
  private final JdbcClient database;
  private final Clock clock;
  private final Path folder;
  private final String toolVersion;

  Bundles(
      StageFiles files,
      SeasonFiles seasonFiles,
      Seasons seasons,
      Rulebooks rulebooks,
      Decisions decisions,
      JdbcClient database,
      Clock clock,
      @Value("${gwageo.data}") Path data,
      @Value("${gwageo.version:0.1.0}") String toolVersion) {
    this.files = files;
    this.seasonFiles = seasonFiles;
    this.seasons = seasons;
    this.rulebooks = rulebooks;
    this.decisions = decisions;
    this.database = database;
    this.clock = clock;
    this.folder = data.resolve("bundles");
    this.toolVersion = toolVersion;
  }

  /** Returns the newest published bundle of a stage or season, if there is one. */
  public Optional<PublishedBundle> newest(StageId stage) {
    return all(stage).stream().findFirst();
  }

  /** Returns the published bundle of one version of a stage's verdict. */
  public Optional<PublishedBundle> version(StageId stage, int version) {
    return all(stage).stream().filter(bundle -> bundle.version() == version).findFirst();
  }

  /** Returns the published bundles of a stage or season, the newest first. */
  public List<PublishedBundle> all(StageId stage) {
    return database
        .sql(
            """
            select version, file, digest, bytes, issued_at from publication.bundle
            where programme = :programme and stage = :stage order by version desc
            """)
        .param("programme", stage.programme())
        .param("stage", stage.stage())
        .query(
            (row, index) ->
                new PublishedBundle(
                    stage,
                    row.getInt("version"),
                    row.getString("file"),
                    row.getString("digest"),
                    row.getLong("bytes"),
                    row.getTimestamp("issued_at").toInstant()))
        .list();
  }

  /** Returns where the file of a published bundle is. */
  public Path file(PublishedBundle bundle) {
    return folder.resolve(bundle.file());
  }

  /** Publishes every issued version: the first from the evidence, each later one from the last. */
  @EventListener
  void publish(StagePublished event) {
    publishMissing(event.stage());
  }

  /** Publishes a corrected verdict; one of a stage that is not published waits for that. */
  @EventListener
  void publish(VerdictCorrected event) {
    if (newest(event.stage()).isPresent()) {
      publishMissing(event.stage());
    }
  }

  private void publishMissing(StageId stage) {
    var issued = decisions.allIssued(stage);
    for (VerdictVersion verdict : issued) {
      if (version(stage, verdict.version()).isEmpty()) {
        boolean superseded = verdict.version() != issued.getLast().version();
        keep(stage, verdict.version(), work -> assemble(verdict, superseded, work).bundle());
      }
    }
  }

  @EventListener
  void publish(SeasonPublished event) {
    var season = seasons.find(event.season()).orElseThrow();
    var issuedAt = Objects.requireNonNull(season.publishedAt());
    keep(season.id(), 1, work -> assemble(season, issuedAt, work));
  }

  private Bundle assemble(Season season, Instant issuedAt, Path work) {
    try {
      return SeasonBundle.assemble(seasonFiles.collect(season, issuedAt, toolVersion, work));
    } catch (IOException e) {
      throw new UncheckedIOException("the files of season " + season.id() + " cannot be read", e);
    } catch (SuiteException | EvidenceException | BundleException e) {
      throw new IllegalStateException(
          "the bundle of season %s cannot be made: %s".formatted(season.id(), e.getMessage()), e);
    }
  }

  /** Makes a bundle whose journals are in the folder {@code work} until it is written. */
  @FunctionalInterface
  private interface Assembly {
    Bundle in(Path work);
  }

  private void keep(StageId stage, int version, Assembly assembly) {
    String name = "%s-%s-v%d.zip".formatted(stage.programme(), stage.stage(), version);
    Path zip = folder.resolve(name);
    Digest digest;
    long bytes;
    try {
      write(zip, assembly);
      digest = Digest.of(zip);
      bytes = Files.size(zip);
    } catch (IOException e) {
      throw new UncheckedIOException("the bundle " + name + " cannot be written", e);
    }
    database
        .sql(
            """
            insert into publication.bundle
              (programme, stage, version, file, digest, bytes, issued_at)
            values (:programme, :stage, :version, :file, :digest, :bytes, :at)
            """)
        .param("programme", stage.programme())
        .param("stage", stage.stage())
        .param("version", version)
        .param("file", name)
        .param("digest", digest.toString())
        .param("bytes", bytes)
        .param("at", Timestamp.from(clock.instant()))
        .update();
  }

  /** What the files alone lead to must be what people have confirmed. */
  private StageBundle assemble(VerdictVersion confirmed, boolean superseded, Path work) {
    try {
      var bundle =
          confirmed.correction() == null
              ? first(confirmed, superseded, work)
              : corrected(confirmed, confirmed.correction(), superseded);
      if (!bundle.verdict().digest().toString().equals(confirmed.digest())) {
        throw new IllegalStateException(
            "the files of stage %s lead to the verdict %s, confirmed is %s"
                .formatted(confirmed.stage(), bundle.verdict().digest(), confirmed.digest()));
      }
      return bundle;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the files of stage " + confirmed.stage() + " cannot be read", e);
    } catch (RulebookException | ScoresException | EvidenceException | BundleException e) {
      throw new IllegalStateException(
          "the bundle of stage %s cannot be made: %s".formatted(confirmed.stage(), e.getMessage()),
          e);
    }
  }

  private StageBundle first(VerdictVersion confirmed, boolean superseded, Path work)
      throws IOException, RulebookException, ScoresException, EvidenceException, BundleException {
    var rules = rulebooks.inForce(confirmed.stage()).orElseThrow();
    return StageBundle.assemble(files.collect(rules, confirmed, superseded, toolVersion, work));
  }

  private StageBundle corrected(
      VerdictVersion confirmed, CorrectionFile correction, boolean superseded)
      throws IOException, RulebookException, ScoresException, EvidenceException, BundleException {
    var before =
        version(confirmed.stage(), correction.supersedes().version())
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "the bundle of version %d of stage %s is not published"
                            .formatted(correction.supersedes().version(), confirmed.stage())));
    return StageBundle.correct(
        Bundle.open(file(before)),
        correction,
        Objects.requireNonNull(confirmed.issuedAt()),
        toolVersion,
        files.cases(confirmed, superseded),
        files.claims(confirmed.stage()));
  }

  private void write(Path zip, Assembly assembly) throws IOException {
    try (var work = WorkFolder.in(folder)) {
      Path part = work.resolve("bundle.zip");
      assembly.in(work.path()).writeZip(part);
      Files.move(part, zip, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
