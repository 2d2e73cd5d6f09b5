package org.gwageo.platform.publication.web;

import java.util.List;
import org.gwageo.platform.evaluation.DataSet;
import org.gwageo.platform.evaluation.DataSets;
import org.gwageo.platform.evaluation.Evaluation;
import org.gwageo.platform.programme.Rulebooks;
import org.gwageo.platform.programme.StageState;
import org.springframework.stereotype.Component;

/** Knows which tasks of a stage were sealed. */
@Component
class SealedStageTasks {

  private final Rulebooks rulebooks;
  private final DataSets dataSets;

  SealedStageTasks(Rulebooks rulebooks, DataSets dataSets) {
    this.rulebooks = rulebooks;
    this.dataSets = dataSets;
  }

  /** Returns the names of the sealed tasks of a stage whose rules are frozen. */
  List<String> of(StageFacts stage) {
    if (stage.state().compareTo(StageState.FROZEN) < 0) {
      return List.of();
    }
    return rulebooks
        .inForce(stage.id())
        .map(rules -> Evaluation.tasks(rules.rulebook()))
        .orElse(List.of())
        .stream()
        .filter(task -> isSealed(stage.id().programme(), task))
        .toList();
  }

  private boolean isSealed(String programme, String task) {
    return dataSets.find(programme, task).map(DataSet::sealing).isPresent();
  }
}
