package org.gwageo.platform.programme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.gwageo.platform.programme.definition.Moment;
import org.gwageo.platform.programme.definition.ProgrammeDefinition;
import org.gwageo.platform.programme.definition.StageDefinition;
import org.gwageo.verdict.rules.RulebookException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Enters stages and their first rules when a programme is seen for the first time. */
@Component
class FirstStart {

  private static final String AUTHOR = "programme files";

  private final Programmes programmes;
  private final Stages stages;
  private final Rulebooks rulebooks;
  private final JdbcClient database;
  private final Clock clock;

  FirstStart(
      Programmes programmes, Stages stages, Rulebooks rulebooks, JdbcClient database, Clock clock) {
    this.programmes = programmes;
    this.stages = stages;
    this.rulebooks = rulebooks;
    this.database = database;
    this.clock = clock;
  }

  @EventListener(ApplicationStartedEvent.class)
  @Order(Ordered.HIGHEST_PRECEDENCE)
  @Transactional(rollbackFor = Exception.class)
  public void enterWhatIsNew() throws RulebookException {
    // Of several processes that start on a new database one enters what the others then find.
    database
        .sql("select pg_advisory_xact_lock(hashtext('programme.first-start'))")
        .query((row, index) -> 0)
        .list();
    for (var programme : programmes.all()) {
      database
          .sql(
              """
              insert into programme.programme (id, loaded_at) values (:id, :at)
              on conflict (id) do nothing
              """)
          .param("id", programme.id())
          .param("at", Timestamp.from(clock.instant()))
          .update();
      for (var stage : programme.stages()) {
        var id = new StageId(programme.id(), stage.id());
        if (stages.find(id).isEmpty()) {
          enter(programme, stage, id);
        }
      }
    }
  }

  private void enter(ProgrammeDefinition programme, StageDefinition stage, StageId id)
      throws RulebookException {
    var calendar = stage.calendar();
    boolean run = stage.rulebook() != null && stage.status() != StageDefinition.Status.CONCLUDED;
    stages.add(
        new Stage(
            id,
            stage.number(),
            run ? StageState.DRAFT : StageState.RECORDED,
            begin(calendar.opens(), programme.zone()),
            end(calendar.closes(), programme.zone()),
            programme.zone(),
            null));
    Path rulebook = stage.rulebook();
    if (rulebook != null) {
      rulebooks.write(id, text(rulebook), AUTHOR, "first version");
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static @Nullable Instant begin(@Nullable Moment moment, ZoneId zone) {
    return moment == null ? null : moment.begins(zone).toInstant();
  }

  private static @Nullable Instant end(@Nullable Moment moment, ZoneId zone) {
    return moment == null ? null : moment.ends(zone).toInstant();
  }
}
