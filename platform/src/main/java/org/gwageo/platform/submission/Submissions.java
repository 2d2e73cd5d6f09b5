package org.gwageo.platform.submission;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.Stages;
import org.gwageo.platform.programme.definition.Submission.Component;
import org.gwageo.platform.team.Teams;
import org.gwageo.platform.web.WrongMomentException;
import org.gwageo.platform.web.WrongValueException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** All submissions. The newest of a team to a stage is the one that counts. */
@Repository
public class Submissions {

  private final JdbcClient database;
  private final Stages stages;
  private final Teams teams;
  private final ModelStore models;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Submissions(
      JdbcClient database,
      Stages stages,
      Teams teams,
      ModelStore models,
      ApplicationEventPublisher events,
      Clock clock) {
    this.database = database;
    this.stages = stages;
    this.teams = teams;
    this.models = models;
    this.events = events;
    this.clock = clock;
  }

  /** Returns the submission of each team that counts for a stage, by team. */
  public List<Submission> counting(StageId stage) {
    return database
        .sql(
            """
            select distinct on (team) * from submission.submission
            where programme = :programme and stage = :stage order by team, id desc
            """)
        .param("programme", stage.programme())
        .param("stage", stage.stage())
        .query(Submissions::read)
        .list();
  }

  /** Returns the submission of a team that counts for a stage, if it has submitted. */
  public Optional<Submission> counting(StageId stage, String team) {
    return counting(stage).stream().filter(s -> s.team().equals(team)).findFirst();
  }

  /** Returns all that a team has submitted in a programme, the newest first. */
  public List<Submission> of(String programme, String team) {
    return database
        .sql(
            """
            select * from submission.submission
            where programme = :programme and team = :team order by id desc
            """)
        .param("programme", programme)
        .param("team", team)
        .query(Submissions::read)
        .list();
  }

  /**
   * Takes a submission and returns it with its receipt.
   *
   * @param submittedBy the account that hands it in
   * @throws IllegalStateException if the stage takes no submissions
   * @throws IllegalArgumentException if the team, the endpoint or the model's folder is none
   */
  @Transactional
  public Submission receive(StageId id, String team, Entry entry, String submittedBy) {
    var stage = stages.get(id);
    stage.requireSubmissionsOpen(clock);
    if (teams.in(id).stream().noneMatch(t -> t.id().equals(team))) {
      throw new WrongValueException("refusal.stage.no-team", id, team);
    }
    requireEndpoint(entry.endpoint());
    var manifest = manifest(entry.weights());
    String declarations = CanonicalJson.string(declarations(entry));
    String revision =
        manifest.files().isEmpty()
            ? Digest.ofJson(List.of(entry.endpoint().toString(), entry.model())).toString()
            : manifest.digest().toString();
    var at = clock.instant();
    var digest =
        Digest.ofJson(
            List.of(id.toString(), team, entry.model(), revision, declarations, at.toString()));
    int version =
        Optional.ofNullable(stage.rulebookVersion())
            .orElseThrow(() -> new WrongMomentException("refusal.submission.no-rules", id));
    var submission =
        new Submission(
            id,
            team,
            entry.model(),
            entry.endpoint(),
            revision,
            entry.weights(),
            manifest.json(),
            declarations,
            entry.licence(),
            entry.commercialUse(),
            version,
            submittedBy,
            at,
            "GW-" + digest.shortHex().toUpperCase(java.util.Locale.ROOT));
    insert(submission);
    events.publishEvent(new SubmissionReceived(id, team, submission.receipt()));
    return submission;
  }

  private ModelManifest manifest(@Nullable String weights) {
    if (weights == null) {
      return new ModelManifest(List.of());
    }
    try {
      return ModelManifest.of(models.folder(weights));
    } catch (IOException e) {
      throw new UncheckedIOException("the files of model " + weights + " cannot be read", e);
    }
  }

  private static void requireEndpoint(URI endpoint) {
    String scheme = endpoint.getScheme();
    boolean web = "http".equals(scheme) || "https".equals(scheme);
    if (!web || endpoint.getHost() == null || !endpoint.getPath().endsWith("/v1")) {
      throw new WrongValueException("refusal.submission.endpoint", endpoint);
    }
  }

  private static Map<String, Object> declarations(Entry entry) {
    var components = new ArrayList<Map<String, Object>>();
    for (Component component : entry.components()) {
      var declared = new HashMap<String, Object>();
      declared.put("component", component.kind().name());
      declared.put("origin", Map.of("ko", component.origin().ko(), "en", component.origin().en()));
      declared.put("licence", component.licence());
      declared.put("training", component.training().name());
      declared.put("lineage", component.lineage().name());
      if (component.version() != null) {
        declared.put("version", component.version());
      }
      components.add(declared);
    }
    return Map.of("components", components);
  }

  private void insert(Submission submission) {
    database
        .sql(
            """
            insert into submission.submission
              (programme, stage, team, model, endpoint, revision, weights, manifest, declarations,
               licence, commercial_use, rulebook_version, submitted_by, submitted_at, receipt)
            values (:programme, :stage, :team, :model, :endpoint, :revision, :weights, :manifest,
               :declarations, :licence, :commercial, :version, :by, :at, :receipt)
            """)
        .param("programme", submission.stage().programme())
        .param("stage", submission.stage().stage())
        .param("team", submission.team())
        .param("model", submission.model())
        .param("endpoint", submission.endpoint().toString())
        .param("revision", submission.revision())
        .param("weights", submission.weights())
        .param("manifest", submission.manifest())
        .param("declarations", submission.declarations())
        .param("licence", submission.licence())
        .param("commercial", submission.commercialUse())
        .param("version", submission.rulebookVersion())
        .param("by", submission.submittedBy())
        .param("at", Timestamp.from(submission.submittedAt()))
        .param("receipt", submission.receipt())
        .update();
  }

  private static Submission read(ResultSet row, int index) throws SQLException {
    return new Submission(
        new StageId(row.getString("programme"), row.getString("stage")),
        row.getString("team"),
        row.getString("model"),
        URI.create(row.getString("endpoint")),
        row.getString("revision"),
        row.getString("weights"),
        row.getString("manifest"),
        row.getString("declarations"),
        row.getString("licence"),
        row.getBoolean("commercial_use"),
        row.getInt("rulebook_version"),
        row.getString("submitted_by"),
        row.getTimestamp("submitted_at").toInstant(),
        row.getString("receipt"));
  }
}
