package org.gwageo.platform.programme;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.gwageo.platform.programme.StageGuard.Condition;
import org.gwageo.platform.web.WrongMomentException;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Moves stages on, when every guard agrees, and remembers who did it and why. */
@Service
public class StageControl {

  private final Stages stages;
  private final Rulebooks rulebooks;
  private final List<StageGuard> guards;
  private final JdbcClient database;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  StageControl(
      Stages stages,
      Rulebooks rulebooks,
      List<StageGuard> guards,
      JdbcClient database,
      ApplicationEventPublisher events,
      Clock clock) {
    this.stages = stages;
    this.rulebooks = rulebooks;
    this.guards = List.copyOf(guards);
    this.database = database;
    this.events = events;
    this.clock = clock;
  }

  /** Returns all that must hold before {@code action}, met or not. */
  @Transactional(readOnly = true)
  public List<Condition> conditions(StageId id, StageAction action) {
    var stage = stages.get(id);
    return guards.stream()
        .filter(guard -> guard.action() == action)
        .flatMap(guard -> guard.check(stage).stream())
        .toList();
  }

  /**
   * Carries out {@code action}.
   *
   * @param actor the account that does it
   * @param reason why, in its words
   * @throws UnmetConditionsException if a guard objects
   * @throws IllegalStateException if the stage is not where the action starts from
   */
  @Transactional
  public Stage perform(StageId id, StageAction action, String actor, String reason) {
    var stage = stages.lock(id);
    var from = stage.state();
    if (from == action.from()) {
      var unmet = conditions(id, action).stream().filter(c -> !c.met()).toList();
      if (!unmet.isEmpty()) {
        throw new UnmetConditionsException(id, action, unmet);
      }
    }
    Object event =
        switch (action) {
          case FREEZE -> freeze(stage);
          case OPEN -> {
            stage.open(clock);
            yield new StageOpened(id);
          }
          case CLOSE -> {
            stage.close();
            yield new SubmissionsClosed(id);
          }
          case DECIDE -> {
            stage.decide();
            yield new StageDecided(id);
          }
          case PUBLISH -> {
            stage.publish();
            yield new StagePublished(id);
          }
        };
    stages.save(stage);
    record(new Transition(action, from, stage.state(), actor, reason, clock.instant()), id);
    events.publishEvent(event);
    return stage;
  }

  /** Returns what has been done to a stage, the oldest step first. */
  public List<Transition> history(StageId id) {
    return database
        .sql(
            """
            select action, from_state, to_state, actor, reason, at from programme.transition
            where programme = :programme and stage = :stage order by id
            """)
        .param("programme", id.programme())
        .param("stage", id.stage())
        .query(
            (row, index) ->
                new Transition(
                    StageAction.valueOf(row.getString("action")),
                    StageState.valueOf(row.getString("from_state")),
                    StageState.valueOf(row.getString("to_state")),
                    row.getString("actor"),
                    row.getString("reason"),
                    row.getTimestamp("at").toInstant()))
        .list();
  }

  private RulesFrozen freeze(Stage stage) {
    var rules =
        rulebooks
            .inForce(stage.id())
            .orElseThrow(() -> new WrongMomentException("refusal.stage.no-rules", stage.id()));
    stage.freeze(rules.version());
    return new RulesFrozen(stage.id(), rules.version(), rules.rulebook().digest().toString());
  }

  private void record(Transition step, StageId id) {
    database
        .sql(
            """
            insert into programme.transition
              (programme, stage, action, from_state, to_state, actor, reason, at)
            values (:programme, :stage, :action, :from, :to, :actor, :reason, :at)
            """)
        .param("programme", id.programme())
        .param("stage", id.stage())
        .param("action", step.action().name())
        .param("from", step.from().name())
        .param("to", step.to().name())
        .param("actor", step.actor())
        .param("reason", step.reason())
        .param("at", Timestamp.from(step.at()))
        .update();
  }
}
