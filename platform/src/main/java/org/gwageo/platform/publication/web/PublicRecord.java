package org.gwageo.platform.publication.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gwageo.platform.decision.Decisions;
import org.gwageo.platform.decision.VerdictVersion;
import org.gwageo.platform.programme.Programmes;
import org.gwageo.platform.programme.Stage;
import org.gwageo.platform.programme.StageControl;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.StageState;
import org.gwageo.platform.programme.Stages;
import org.gwageo.platform.programme.definition.ProgrammeDefinition;
import org.gwageo.platform.programme.definition.StageDefinition;
import org.gwageo.platform.team.Team;
import org.gwageo.platform.team.Teams;
import org.gwageo.verdict.Audience;
import org.gwageo.verdict.Disclosure;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Gathers what anyone may know about programmes and stages; unknown names end in status 404. */
@Component
class PublicRecord {

  private final Programmes programmes;
  private final Stages stages;
  private final StageControl control;
  private final Decisions decisions;
  private final Teams teams;

  PublicRecord(
      Programmes programmes,
      Stages stages,
      StageControl control,
      Decisions decisions,
      Teams teams) {
    this.programmes = programmes;
    this.stages = stages;
    this.control = control;
    this.decisions = decisions;
    this.teams = teams;
  }

  /** Returns all programmes, real ones before rehearsals. */
  List<ProgrammeFacts> programmes() {
    return programmes.all().stream().map(this::facts).toList();
  }

  /** Returns the programme. */
  ProgrammeFacts programme(String id) {
    return programmes.find(id).map(this::facts).orElseThrow(PublicRecord::unknown);
  }

  /** Returns a stage of a programme. */
  static StageFacts stage(ProgrammeFacts programme, String stage) {
    return programme.stage(stage).orElseThrow(PublicRecord::unknown);
  }

  /** Returns what answers a request for something that there is not. */
  static ResponseStatusException unknown() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }

  /** Returns the verdict of a stage once its bundle is out. */
  Optional<VerdictVersion> published(StageId stage, StageState state) {
    return state == StageState.PUBLISHED ? decisions.issued(stage) : Optional.empty();
  }

  private ProgrammeFacts facts(ProgrammeDefinition programme) {
    var guests = teams.of(programme.id()).stream().filter(Team::guest).toList();
    var entered = stages.of(programme.id());
    return new ProgrammeFacts(
        programme,
        programme.stages().stream()
            .flatMap(
                stage ->
                    entered.stream()
                        .filter(each -> each.id().stage().equals(stage.id()))
                        .map(each -> facts(stage, each, guests)))
            .toList(),
        guests);
  }

  private StageFacts facts(StageDefinition definition, Stage stage, List<Team> guests) {
    boolean runHere = stage.state() != StageState.RECORDED;
    var entrants = new ArrayList<>(definition.entrants());
    if (runHere) {
      guests.forEach(guest -> entrants.add(guest.id()));
    }
    var closes = stage.submissions();
    return new StageFacts(
        stage.id(),
        definition,
        entrants,
        stage.state(),
        stage.opensAt(),
        closes == null ? null : closes.at(),
        stage.rulebookVersion(),
        runHere ? control.history(stage.id()) : List.of(),
        published(stage.id(), stage.state())
            .map(version -> Disclosure.view(version.verdict(), new Audience.Public()))
            .orElse(null));
  }
}
