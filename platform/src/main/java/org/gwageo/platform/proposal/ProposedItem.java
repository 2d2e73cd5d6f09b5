package org.gwageo.platform.proposal;

import java.util.List;
import java.util.stream.Stream;
import org.gwageo.verdict.rules.Bilingual;
import org.gwageo.verdict.rules.Input;
import org.gwageo.verdict.rules.Item;
import org.gwageo.verdict.rules.Missing;
import org.gwageo.verdict.rules.Rulebook;

/**
 * An item of a rulebook whose common benchmarks teams propose.
 *
 * @param id the item's id
 * @param title the item's title
 * @param rule how many teams are enough, and how many benchmarks a team may propose
 * @param announced the tasks that the rules let teams choose from; none for all that there are
 * @param reported the tasks that teams run themselves for other items, which cannot be proposed
 * @param missing what the rules say to an item without a benchmark
 */
public record ProposedItem(
    String id,
    Bilingual title,
    Input.Selection.ProposedBy rule,
    List<String> announced,
    List<String> reported,
    Missing missing) {

  /** Copies the lists. */
  public ProposedItem {
    announced = List.copyOf(announced);
    reported = List.copyOf(reported);
  }

  /** Returns the items of a rulebook whose benchmarks teams propose, in its order. */
  public static List<ProposedItem> of(Rulebook rulebook) {
    List<String> reported =
        rulebook
            .items()
            .filter(item -> item.evidence().reported() != null)
            .flatMap(item -> item.evidence().benchmarks().stream())
            .toList();
    return rulebook
        .items()
        .flatMap(
            item ->
                item.input() instanceof Input.CommonBenchmarks common
                        && common.selection() instanceof Input.Selection.ProposedBy rule
                    ? Stream.of(of(item, rule, reported))
                    : Stream.empty())
        .toList();
  }

  private static ProposedItem of(
      Item item, Input.Selection.ProposedBy rule, List<String> reported) {
    return new ProposedItem(
        item.id(), item.title(), rule, item.evidence().benchmarks(), reported, item.missing());
  }
}
