package org.gwageo.platform.reproduction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gwageo.verdict.rules.Bilingual;
import org.gwageo.verdict.rules.Input;
import org.gwageo.verdict.rules.Reported;
import org.gwageo.verdict.rules.Rulebook;

/**
 * A benchmark that the rules let teams run themselves.
 *
 * @param item the rulebook's item that it is for
 * @param title the item's title
 * @param task the task's name
 * @param runs how many runs a team hands in
 * @param choice how many of the item's benchmarks a team hands in
 * @param target whether the score is compared with that of a declared target
 * @param rule what is repeated, and what counts after that
 */
public record Wanted(
    String item,
    Bilingual title,
    String task,
    int runs,
    int choice,
    boolean target,
    Reported rule) {

  /** Returns the benchmarks of a rulebook that teams run, in its order. */
  public static List<Wanted> of(Rulebook rulebook) {
    var wanted = new ArrayList<Wanted>();
    rulebook
        .items()
        .forEach(
            item -> {
              Reported rule = item.evidence().reported();
              if (rule == null) {
                return;
              }
              List<String> tasks = item.evidence().benchmarks();
              int runs =
                  switch (item.input()) {
                    case Input.Index index -> index.runs().count();
                    case Input.CommonBenchmarks common -> common.runs().count();
                    case Input.TargetRatio ratio -> ratio.runs().count();
                    case Input.Sheets sheets -> 1;
                    case Input.Ratings ratings -> 1;
                    case Input.PlainPoints points -> 1;
                  };
              int choice =
                  item.input() instanceof Input.TargetRatio ratio
                      ? ratio.benchmarks()
                      : tasks.size();
              for (String task : tasks) {
                wanted.add(
                    new Wanted(
                        item.id(),
                        item.title(),
                        task,
                        runs,
                        choice,
                        item.input() instanceof Input.TargetRatio,
                        rule));
              }
            });
    return wanted;
  }

  /** Returns the benchmark of that task, if teams run it. */
  public static Optional<Wanted> of(Rulebook rulebook, String task) {
    return of(rulebook).stream().filter(one -> one.task().equals(task)).findFirst();
  }
}
