package org.gwageo.verdict;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.verdict.rules.Bilingual;
import org.jspecify.annotations.Nullable;

/**
 * What a later verdict (판정) on a stage changes, team by team.
 *
 * @param before the announced and actual cut of the earlier verdict
 * @param after those of the later one
 * @param changes the teams that differ in anything, in the order of the later verdict
 */
public record VerdictDifference(Cut before, Cut after, List<Change> changes) {

  /** Copies {@code changes}. */
  public VerdictDifference {
    changes = List.copyOf(changes);
  }

  /**
   * One team in both verdicts.
   *
   * @param before its result in the earlier verdict
   * @param after its result in the later one
   */
  public record Change(TeamResult before, TeamResult after) {

    /** Returns the team's id. */
    public String team() {
      return after.team();
    }

    /** Returns the team's name, if the scores give one. */
    public @Nullable Bilingual name() {
      return after.name();
    }

    /** Returns whether the team has another outcome, or one for another reason. */
    public boolean changesOutcome() {
      return !before.outcome().equals(after.outcome());
    }

    /** Returns whether the team goes on after one of the verdicts and not after the other. */
    public boolean changesAdvancing() {
      return before.outcome() instanceof Outcome.Advances != advances();
    }

    /** Returns whether the team goes on after the later verdict. */
    public boolean advances() {
      return after.outcome() instanceof Outcome.Advances;
    }

    /** Returns whether total, block and item points are the same, to the last digit. */
    public boolean keepsPoints() {
      return Objects.equals(plain(before.total()), plain(after.total()))
          && before.blocks().equals(after.blocks())
          && before.items().equals(after.items());
    }

    private static @Nullable String plain(@Nullable BigDecimal number) {
      return number == null ? null : number.toPlainString();
    }

    /** Returns whether the rank by score is the same. */
    public boolean keepsRank() {
      return Objects.equals(before.rank(), after.rank());
    }

    /** Returns the gates that answer otherwise or for another reason, each before and after. */
    public List<GateChange> gates() {
      var changed = new ArrayList<GateChange>();
      for (GateResult gate : after.gates()) {
        GateResult earlier = before.gate(gate.gate()).orElse(null);
        if (earlier != null && !earlier.equals(gate)) {
          changed.add(new GateChange(earlier, gate));
        }
      }
      return changed;
    }
  }

  /** One gate of one team in both verdicts. */
  public record GateChange(GateResult before, GateResult after) {}

  /**
   * Compares two verdicts.
   *
   * @throws IllegalArgumentException if they apply different rules or are about other teams
   */
  public static VerdictDifference between(Verdict before, Verdict after) {
    if (!before.rulebookDigest().equals(after.rulebookDigest())) {
      throw new IllegalArgumentException(
          "the verdicts apply different rules: %s and %s"
              .formatted(before.rulebookDigest(), after.rulebookDigest()));
    }
    var teams = before.teams().stream().map(TeamResult::team).sorted().toList();
    var others = after.teams().stream().map(TeamResult::team).sorted().toList();
    if (!teams.equals(others)) {
      throw new IllegalArgumentException(
          "the verdicts are about different teams: %s and %s".formatted(teams, others));
    }
    var changes = new ArrayList<Change>();
    for (TeamResult result : after.teams()) {
      TeamResult earlier = before.team(result.team()).orElseThrow();
      var change = new Change(earlier, result);
      if (differs(change)) {
        changes.add(change);
      }
    }
    return new VerdictDifference(before.cut(), after.cut(), changes);
  }

  private static boolean differs(Change change) {
    return change.changesOutcome()
        || !change.keepsPoints()
        || !change.keepsRank()
        || !change.gates().isEmpty();
  }

  /** Returns the change of one team, if anything of it differs. */
  public Optional<Change> of(String team) {
    return changes.stream().filter(change -> change.team().equals(team)).findFirst();
  }

  /** Returns the difference as a tree for {@link CanonicalJson}. */
  public Map<String, Object> toTree() {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("cut", Map.of("before", VerdictJson.cut(before), "after", VerdictJson.cut(after)));
    tree.put(
        "teams",
        changes.stream()
            .map(
                change ->
                    Map.of(
                        "team", change.team(),
                        "before", standing(change.before()),
                        "after", standing(change.after())))
            .toList());
    return tree;
  }

  private static Map<String, Object> standing(TeamResult result) {
    var tree = new LinkedHashMap<String, Object>();
    Integer rank = result.rank();
    BigDecimal total = result.total();
    tree.put("outcome", result.outcome().code());
    if (rank != null && total != null) {
      tree.put("rank", rank);
      tree.put("total", total);
    }
    tree.put("blocks", result.blocks());
    tree.put("gates", VerdictJson.statuses(result.gates()));
    tree.put("findings", VerdictJson.findings(result.gates()));
    return tree;
  }
}
