package org.gwageo.platform.evaluation;

import java.util.List;
import org.gwageo.benchmark.task.Mode;
import org.springframework.stereotype.Component;

/**
 * The tasks of a programme that teams can propose as common benchmarks: everybody can read their
 * items, now and in the bundle of the stage.
 */
@Component
public class PublishableTasks {

  private final TaskLibrary tasks;
  private final DataSets dataSets;

  PublishableTasks(TaskLibrary tasks, DataSets dataSets) {
    this.tasks = tasks;
    this.dataSets = dataSets;
  }

  /**
   * Returns the names of those that follow the official conventions, in alphabetical order: tasks
   * of one item all follow the same.
   */
  public List<String> official(String programme) {
    return tasks.names(programme).stream()
        .filter(
            task ->
                isPublishable(programme, task)
                    && tasks.get(programme, task).mode() == Mode.OFFICIAL)
        .toList();
  }

  /** Returns whether the programme has a task whose items may be shown and passed on. */
  public boolean isPublishable(String programme, String task) {
    return tasks.has(programme, task)
        && dataSets
            .find(programme, task)
            .map(set -> set.sealing() == null && set.terms().redistribution())
            .orElse(true);
  }
}
