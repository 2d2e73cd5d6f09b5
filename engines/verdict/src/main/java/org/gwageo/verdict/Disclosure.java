package org.gwageo.verdict;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.gwageo.verdict.exact.Fraction;
import org.gwageo.verdict.rules.Bilingual;
import org.gwageo.verdict.rules.Block;
import org.gwageo.verdict.rules.DisclosurePolicy.Level;
import org.gwageo.verdict.rules.DisclosurePolicy.Shown;
import org.gwageo.verdict.rules.DisclosurePolicy.Viewer;
import org.gwageo.verdict.rules.GateTest;
import org.gwageo.verdict.rules.Rulebook;
import org.jspecify.annotations.Nullable;

/** Cuts a verdict down to what the rulebook's disclosure policy shows to an audience. */
public final class Disclosure {

  private static final String TOTAL = GateTest.MinimumScore.TOTAL;

  private final Verdict verdict;
  private final Rulebook rulebook;

  private Disclosure(Verdict verdict) {
    this.verdict = verdict;
    this.rulebook = verdict.rulebook();
  }

  /** Returns what {@code audience} may see of {@code verdict}, and nothing else. */
  public static DisclosedVerdict view(Verdict verdict, Audience audience) {
    return new Disclosure(verdict).view(audience);
  }

  private DisclosedVerdict view(Audience audience) {
    Shown others = shown(viewer(audience));
    List<DisclosedVerdict.DisclosedTeam> teams = new ArrayList<>();
    for (TeamResult result : verdict.teams()) {
      boolean own = audience instanceof Audience.OneTeam(String id) && id.equals(result.team());
      teams.add(team(result, own ? shown(Viewer.TEAM_ITSELF) : others));
    }
    if (!others.shows(Level.RANK)) {
      teams.sort(Comparator.comparing(DisclosedVerdict.DisclosedTeam::team));
    }
    return new DisclosedVerdict(verdict.rulebookDigest(), cut(others), teams, statistics(others));
  }

  private Shown shown(Viewer viewer) {
    return rulebook.disclosure().shown(viewer);
  }

  private static Viewer viewer(Audience audience) {
    return switch (audience) {
      case Audience.Public() -> Viewer.PUBLIC;
      case Audience.OneTeam ignored -> Viewer.TEAM_OTHERS;
      case Audience.Reviewers() -> Viewer.REVIEWERS;
      case Audience.Office() -> Viewer.OFFICE;
    };
  }

  private @Nullable Cut cut(Shown shown) {
    if (!shown.shows(Level.OUTCOME)) {
      return null;
    }
    List<Reason> reasons = shown.shows(Level.GATES) ? verdict.cut().reasons() : List.of();
    return new Cut(verdict.cut().announced(), verdict.cut().actual(), reasons);
  }

  private DisclosedVerdict.DisclosedTeam team(TeamResult result, Shown shown) {
    boolean outcome = shown.shows(Level.OUTCOME);
    SequencedMap<String, BigDecimal> none = new LinkedHashMap<>();
    return new DisclosedVerdict.DisclosedTeam(
        result.team(),
        result.name(),
        outcome ? result.outcome().code() : null,
        outcome && result.outcome() instanceof Outcome.GateFailed(List<String> gates)
            ? gates
            : List.of(),
        shown.shows(Level.RANK) ? result.rank() : null,
        shown.shows(Level.TOTAL) ? result.total() : null,
        shown.shows(Level.BLOCKS) ? result.blocks() : none,
        shown.shows(Level.ITEMS) ? result.items() : none,
        shown.shows(Level.GATES) ? gates(result, shown) : List.of(),
        reasons(result, shown),
        result.derivation() == null || !shown.shows(Level.ITEMS)
            ? null
            : Redaction.of(rulebook, result.derivation(), shown));
  }

  private static List<GateResult> gates(TeamResult result, Shown shown) {
    List<GateResult> gates = new ArrayList<>();
    for (GateResult gate : result.gates()) {
      gates.add(
          new GateResult(
              gate.gate(),
              gate.status(),
              gate.tests().stream().map(test -> withoutPoints(test, shown)).toList()));
    }
    return gates;
  }

  /** A minimum-score test names points; it does so only to those who see the points anyway. */
  private static GateResult.TestResult withoutPoints(GateResult.TestResult test, Shown shown) {
    if (!test.test().equals("minimum-score") || shown.shows(Level.ITEMS)) {
      return test;
    }
    boolean passed = test.status() == GateResult.Status.PASSED;
    return new GateResult.TestResult(
        test.test(),
        test.status(),
        passed
            ? new Bilingual("최저 기준 점수를 넘었습니다.", "The minimum score is reached.")
            : new Bilingual("최저 기준 점수에 미치지 못했습니다.", "The minimum score is not reached."));
  }

  private List<Reason> reasons(TeamResult result, Shown shown) {
    List<Reason> reasons = new ArrayList<>();
    if (!shown.shows(Level.OUTCOME)) {
      return reasons;
    }
    for (Reason reason : result.reasons()) {
      boolean head = reason.code().equals(result.outcome().code());
      if (head && !shown.shows(Level.TOTAL) && !(result.outcome() instanceof Outcome.Withdrawn)) {
        reasons.add(plain(result));
      } else if (shown.shows(level(reason, head))) {
        reasons.add(reason);
      }
    }
    return reasons;
  }

  private static Level level(Reason reason, boolean head) {
    if (head || reason.code().equals("agreed-exception")) {
      return Level.OUTCOME;
    }
    return switch (reason.code()) {
      case "tie-decision" -> Level.RANK;
      case "missing-as-zero" -> Level.ITEMS;
      case "conflict-left-out" -> Level.SHEETS;
      // The gates' sentences may name points; those who see no items read them under the gates.
      default -> Level.ITEMS;
    };
  }

  private Reason plain(TeamResult result) {
    Bilingual text =
        switch (result.outcome()) {
          case Outcome.Advances ignored when !verdict.isSettled() ->
              new Bilingual("아직 확정되지 않았습니다.", "The result is not settled yet.");
          case Outcome.Advances ignored -> new Bilingual("다음 단계로 진출합니다.", "The team advances.");
          case Outcome.OutOfPlaces ignored ->
              new Bilingual("진출 자리에 들지 못했습니다.", "The team is not within the places.");
          case Outcome.GateFailed ignored ->
              new Bilingual(
                  "점수로 대신할 수 없는 관문을 통과하지 못했습니다.",
                  "The team fails a gate that no score makes up for.");
          case Outcome.Withdrawn(Bilingual reason) -> reason;
        };
    return new Reason(result.outcome().code(), List.of(result.team()), text);
  }

  private List<DisclosedVerdict.Statistic> statistics(Shown shown) {
    List<DisclosedVerdict.Statistic> statistics = new ArrayList<>();
    add(statistics, TOTAL, Level.TOTAL, shown);
    for (Block block : rulebook.blocks()) {
      add(statistics, block.id(), Level.BLOCKS, shown);
      if (block.evaluatorTotals() == null) {
        block.items().forEach(item -> add(statistics, item.id(), Level.ITEMS, shown));
      }
    }
    return statistics;
  }

  private void add(
      List<DisclosedVerdict.Statistic> statistics, String of, Level level, Shown shown) {
    Integer meanPlaces = shown.meanPlaces(level);
    boolean best = shown.best().contains(level);
    if (!best && meanPlaces == null) {
      return;
    }
    SequencedMap<String, BigDecimal> values = new LinkedHashMap<>();
    for (TeamResult result : verdict.teams()) {
      BigDecimal value = value(result, of);
      if (value != null) {
        values.put(result.team(), value);
      }
    }
    if (values.isEmpty()) {
      return;
    }
    BigDecimal most = values.values().stream().max(Comparator.naturalOrder()).orElseThrow();
    List<String> bestTeams =
        values.entrySet().stream()
            .filter(entry -> entry.getValue().compareTo(most) == 0)
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    RoundingMode mode = rulebook.rounding().mode();
    statistics.add(
        new DisclosedVerdict.Statistic(
            of,
            best ? most : null,
            best && shown.bestNamed() ? bestTeams : List.of(),
            meanPlaces == null ? null : mean(values.values()).round(meanPlaces, mode)));
  }

  private static Fraction mean(Collection<BigDecimal> values) {
    return Fraction.sum(values.stream().map(Fraction::of).toList())
        .dividedBy(Fraction.of(values.size()));
  }

  private static @Nullable BigDecimal value(TeamResult result, String of) {
    if (of.equals(TOTAL)) {
      return result.total();
    }
    BigDecimal block = result.blocks().get(of);
    return block == null ? result.items().get(of) : block;
  }
}
