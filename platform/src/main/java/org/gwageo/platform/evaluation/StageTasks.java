package org.gwageo.platform.evaluation;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import org.gwageo.platform.programme.Rulebooks;
import org.gwageo.platform.programme.StageId;
import org.gwageo.verdict.rules.Input;
import org.gwageo.verdict.rules.Item;
import org.springframework.stereotype.Component;

/**
 * The benchmark tasks of a stage: those that its rules name, and where teams propose the common
 * benchmarks exactly those that were selected.
 */
@Component
public class StageTasks {

  private final Rulebooks rulebooks;
  private final CommonSelection selection;

  StageTasks(Rulebooks rulebooks, CommonSelection selection) {
    this.rulebooks = rulebooks;
    this.selection = selection;
  }

  /** Returns whether teams propose the benchmarks of an item. */
  public static boolean isProposed(Item item) {
    return item.input() instanceof Input.CommonBenchmarks common
        && common.selection() instanceof Input.Selection.ProposedBy;
  }

  /** Returns the tasks of an item, none while those that teams propose are not selected. */
  public List<String> of(StageId stage, Item item) {
    return isProposed(item)
        ? selection.selected(stage, item.id()).orElse(List.of())
        : item.evidence().benchmarks();
  }

  /** Returns the names of the tasks that are run here, in the order of the rulebook. */
  public List<String> of(StageId stage) {
    return List.copyOf(runs(stage).keySet());
  }

  /**
   * Returns how often each of these tasks is run: as often as the item wants that wants it most.
   */
  public SequencedMap<String, Integer> runs(StageId stage) {
    var runs = new LinkedHashMap<String, Integer>();
    rulebooks
        .inForce(stage)
        .map(rules -> rules.rulebook().items().toList())
        .orElse(List.of())
        .stream()
        .filter(item -> item.evidence().reported() == null)
        .forEach(
            item ->
                new LinkedHashSet<>(of(stage, item))
                    .forEach(task -> runs.merge(task, Evaluation.runs(item.input()), Math::max)));
    return runs;
  }
}
