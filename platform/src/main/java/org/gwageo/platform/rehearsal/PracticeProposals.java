package org.gwageo.platform.rehearsal;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.gwageo.bundle.proposal.ItemProposals;
import org.gwageo.bundle.proposal.NewBenchmark;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.proposal.ProposedItem;
import org.gwageo.platform.proposal.Proposing;
import org.springframework.stereotype.Component;

/**
 * Plays how the teams of a practice stage propose the common benchmarks: one of them writes a name
 * that the catalogue knows under another one.
 */
@Component
class PracticeProposals {

  private static final Duration TIME_TO_PROPOSE = Duration.ofSeconds(2);

  private static final Map<String, List<String>> LISTS =
      Map.of(
          "cheuk-u", List.of("en-arithmetic", "instructions"),
          "su-pyo", List.of("en-arithmetic"),
          "il-seong", List.of("opposites-choice"));

  private static final String WRITER = "su-pyo";
  private static final NewBenchmark WRITTEN =
      new NewBenchmark("Antonym Quiz", "https://example.org/antonym-quiz", "Apache-2.0");
  private static final String MEANT = "opposites-choice";

  private final Proposing proposing;
  private final Clock clock;

  PracticeProposals(Proposing proposing, Clock clock) {
    this.proposing = proposing;
    this.clock = clock;
  }

  /** Announces the deadline and hands the lists in, as far as that is not done. */
  void propose(StageId stage, Consumer<String> out) {
    for (ProposedItem item : proposing.items(stage)) {
      ItemProposals all = proposing.all(stage, item.id());
      boolean open = all.isOpen(clock.instant());
      boolean selects = !all.selection(item.rule()).selected().isEmpty();
      if (all.fixedAt() != null || (!open && selects)) {
        continue;
      }
      if (!open) {
        proposing.announce(
            stage,
            item.id(),
            clock.instant().plus(TIME_TO_PROPOSE),
            "the practice round is short",
            Cast.OFFICE);
      }
      LISTS.forEach(
          (team, benchmarks) ->
              proposing.handIn(
                  stage,
                  item.id(),
                  team,
                  benchmarks,
                  team.equals(WRITER) ? List.of(WRITTEN) : List.of(),
                  Cast.RUNNING_TEAM));
      out.accept("  ✓ proposed    %-10s %d lists".formatted(item.id(), LISTS.size()));
    }
  }

  /** Rules on the name and fixes the selections, once the deadline has gone by. */
  void fix(StageId stage, Consumer<String> out) throws InterruptedException {
    for (ProposedItem item : proposing.items(stage)) {
      if (proposing.all(stage, item.id()).fixedAt() != null) {
        continue;
      }
      while (proposing.isOpen(stage, item.id())) {
        Thread.sleep(50);
      }
      if (!proposing.all(stage, item.id()).unruled().isEmpty()) {
        proposing.rule(
            stage,
            item.id(),
            WRITTEN.name(),
            MEANT,
            "the same items under another name",
            Cast.OFFICE);
      }
      proposing.fix(stage, item.id(), Cast.OFFICE);
      out.accept(
          "  ✓ selected    %-10s %s"
              .formatted(
                  item.id(),
                  String.join(
                      ", ", proposing.all(stage, item.id()).selection(item.rule()).selected())));
    }
  }
}
