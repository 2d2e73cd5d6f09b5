package org.gwageo.platform.publication.web;

import java.util.List;
import org.gwageo.platform.evaluation.DataSet;
import org.gwageo.platform.evaluation.DataSets;
import org.gwageo.platform.evaluation.StageTasks;
import org.gwageo.platform.programme.StageState;
import org.springframework.stereotype.Component;

/** Knows which tasks of a stage were sealed. */
@Component
class SealedStageTasks {

  private final StageTasks tasks;
  private final DataSets dataSets;

  SealedStageTasks(StageTasks tasks, DataSets dataSets) {
    this.tasks = tasks;
    this.dataSets = dataSets;
  }

  /** Returns the names of the sealed tasks of a stage whose rules are frozen. */
  List<String> of(StageFacts stage) {
    if (stage.state().compareTo(StageState.FROZEN) < 0) {
      return List.of();
    }
    return tasks.of(stage.id()).stream()
        .filter(task -> isSealed(stage.id().programme(), task))
        .toList();
  }

  private boolean isSealed(String programme, String task) {
    return dataSets.find(programme, task).map(DataSet::sealing).isPresent();
  }
}
