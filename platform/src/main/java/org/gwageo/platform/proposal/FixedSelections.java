package org.gwageo.platform.proposal;

import java.util.List;
import java.util.Optional;
import org.gwageo.bundle.proposal.ItemProposals;
import org.gwageo.platform.evaluation.CommonSelection;
import org.gwageo.platform.programme.Rulebooks;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.Stages;
import org.springframework.stereotype.Component;

/** The selections that are fixed: what is run, and what goes into the evidence of a stage. */
@Component
public class FixedSelections implements CommonSelection {

  private final Proposals proposals;
  private final Rulebooks rulebooks;
  private final Stages stages;

  FixedSelections(Proposals proposals, Rulebooks rulebooks, Stages stages) {
    this.proposals = proposals;
    this.rulebooks = rulebooks;
    this.stages = stages;
  }

  @Override
  public Optional<List<String>> selected(StageId stage, String item) {
    return items(stage).stream()
        .filter(one -> one.id().equals(item))
        .findFirst()
        .flatMap(
            one -> {
              ItemProposals all = proposals.of(stage, item);
              return all.fixedAt() == null
                  ? Optional.empty()
                  : Optional.of(all.selection(one.rule()).selected());
            });
  }

  /** Returns what was proposed for the items of a stage whose selection is fixed. */
  public List<ItemProposals> of(StageId stage) {
    return items(stage).stream()
        .map(item -> proposals.of(stage, item.id()))
        .filter(all -> all.fixedAt() != null)
        .toList();
  }

  private List<ProposedItem> items(StageId stage) {
    return stages.find(stage).isEmpty()
        ? List.of()
        : rulebooks
            .inForce(stage)
            .map(rules -> ProposedItem.of(rules.rulebook()))
            .orElse(List.of());
  }
}
