package org.gwageo.platform.evaluation;

import java.time.Instant;
import java.util.Optional;
import org.gwageo.platform.programme.StageAction;
import org.gwageo.platform.programme.StageControl;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.Stages;
import org.gwageo.platform.programme.Transition;
import org.springframework.stereotype.Component;

/** Tells when the commitment to sealed items became public. */
@Component
public class Commitments {

  private final Seasons seasons;
  private final Stages stages;
  private final StageControl control;

  Commitments(Seasons seasons, Stages stages, StageControl control) {
    this.seasons = seasons;
    this.stages = stages;
    this.control = control;
  }

  /**
   * Returns when the season that the items are sealed for was announced, or the rules of the stage
   * frozen; empty before that, and for items that are not sealed.
   */
  public Optional<Instant> publishedAt(DataSet set) {
    DataSet.Sealing sealing = set.sealing();
    if (sealing == null) {
      return Optional.empty();
    }
    var used = new StageId(set.programme(), sealing.commitment().header().season());
    var season = seasons.find(used);
    if (season.isPresent()) {
      return Optional.ofNullable(season.get().announcedAt());
    }
    return stages.find(used).isEmpty()
        ? Optional.empty()
        : control.history(used).stream()
            .filter(step -> step.action() == StageAction.FREEZE)
            .map(Transition::at)
            .findFirst();
  }
}
