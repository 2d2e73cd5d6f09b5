package org.gwageo.platform.publication.web;

import java.util.List;
import java.util.Optional;
import org.gwageo.platform.programme.definition.ProgrammeDefinition;
import org.gwageo.platform.team.Team;

/**
 * A programme with all that anyone may know about its course.
 *
 * @param definition what the programme's files say
 * @param stages its stages, in the order of the definition
 * @param guests entrants by endpoint alone, without consortium
 */
record ProgrammeFacts(ProgrammeDefinition definition, List<StageFacts> stages, List<Team> guests) {

  ProgrammeFacts {
    stages = List.copyOf(stages);
    guests = List.copyOf(guests);
  }

  /** Returns the stage of that slug. */
  Optional<StageFacts> stage(String slug) {
    return stages.stream().filter(stage -> stage.id().stage().equals(slug)).findFirst();
  }

  /** Returns the stage that is under way or comes next; empty when all have ended. */
  Optional<StageFacts> current() {
    return stages.stream()
        .filter(StageFacts::underWay)
        .findFirst()
        .or(() -> stages.stream().filter(stage -> !stage.concluded()).findFirst());
  }

  /** Returns the address of the programme's page. */
  String path() {
    return "/programmes/" + definition.id();
  }

  /** Returns the address of a team's page. */
  String teamPath(String team) {
    return path() + "/teams/" + team;
  }
}
