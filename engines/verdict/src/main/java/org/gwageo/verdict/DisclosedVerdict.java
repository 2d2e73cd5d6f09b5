package org.gwageo.verdict;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.gwageo.verdict.rules.Bilingual;
import org.jspecify.annotations.Nullable;

/**
 * What one audience may see of a verdict, and nothing else: what is not shown is not in here.
 *
 * @param rulebookDigest the digest of the rules that were applied
 * @param cut the announced and the actual cut; {@code null} when outcomes are not shown
 * @param teams by rank where all ranks are shown, else by id, so that the order says nothing
 * @param statistics the best and mean points that are shown
 */
public record DisclosedVerdict(
    Digest rulebookDigest,
    @Nullable Cut cut,
    List<DisclosedTeam> teams,
    List<Statistic> statistics) {

  /** Copies the lists. */
  public DisclosedVerdict {
    teams = List.copyOf(teams);
    statistics = List.copyOf(statistics);
  }

  /**
   * What is shown of one team.
   *
   * @param outcome the outcome's code; {@code null} when it is not shown
   * @param failedGates the failed gates' ids
   * @param rank the rank; {@code null} when it is not shown or the team withdrew
   * @param total the total; {@code null} when it is not shown or the team withdrew
   * @param blocks the points of each block, empty when not shown
   * @param items the points of each item, empty when not shown
   * @param gates what the gates found, empty when not shown
   * @param reasons sentences that use only what is shown
   * @param derivation the derivation as far as it is shown; {@code null} above items
   */
  public record DisclosedTeam(
      String team,
      @Nullable Bilingual name,
      @Nullable String outcome,
      List<String> failedGates,
      @Nullable Integer rank,
      @Nullable BigDecimal total,
      SequencedMap<String, BigDecimal> blocks,
      SequencedMap<String, BigDecimal> items,
      List<GateResult> gates,
      List<Reason> reasons,
      @Nullable Derivation derivation) {

    /** Copies the collections. */
    public DisclosedTeam {
      failedGates = List.copyOf(failedGates);
      blocks = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(blocks));
      items = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(items));
      gates = List.copyOf(gates);
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * The best and mean points over the teams that took part.
   *
   * @param of {@code total}, or the id of a block or an item
   * @param best the most points; {@code null} when not shown
   * @param bestTeams the teams that have them, empty when they are not named
   * @param mean the mean; {@code null} when not shown
   */
  public record Statistic(
      String of, @Nullable BigDecimal best, List<String> bestTeams, @Nullable BigDecimal mean) {

    /** Copies {@code bestTeams}. */
    public Statistic {
      bestTeams = List.copyOf(bestTeams);
    }
  }

  /** Returns what is shown of a team. */
  public Optional<DisclosedTeam> team(String id) {
    return teams.stream().filter(team -> team.team().equals(id)).findFirst();
  }

  /** Returns the statistic of the total, or of a block or an item. */
  public Optional<Statistic> statistic(String of) {
    return statistics.stream().filter(statistic -> statistic.of().equals(of)).findFirst();
  }

  /** Returns the projection as canonical JSON (RFC 8785). */
  public byte[] toJson() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("format", "gwageo-disclosed-verdict/1");
    tree.put("rulebookDigest", rulebookDigest.toString());
    if (cut != null) {
      tree.put("announcedCut", cut.announced().out());
      tree.put("actualCut", cut.actual().out());
      tree.put("cut", VerdictJson.cut(cut));
    }
    tree.put("teams", teams.stream().map(DisclosedVerdict::tree).toList());
    List<Object> trees = new ArrayList<>();
    for (Statistic statistic : statistics) {
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      one.put("of", statistic.of());
      one.put("best", statistic.best());
      one.put("bestTeams", statistic.bestTeams());
      one.put("mean", statistic.mean());
      trees.add(one);
    }
    tree.put("statistics", trees);
    return CanonicalJson.bytes(tree);
  }

  private static Map<String, @Nullable Object> tree(DisclosedTeam team) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("team", team.team());
    put(tree, "name", team.name() == null ? null : VerdictJson.bilingual(team.name()));
    put(tree, "outcome", team.outcome());
    put(tree, "rank", team.rank());
    put(tree, "total", team.total());
    put(tree, "failedGates", team.failedGates().isEmpty() ? null : team.failedGates());
    put(tree, "blocks", team.blocks().isEmpty() ? null : team.blocks());
    put(tree, "items", team.items().isEmpty() ? null : team.items());
    if (!team.gates().isEmpty()) {
      tree.put("gates", VerdictJson.statuses(team.gates()));
      tree.put("findings", VerdictJson.findings(team.gates()));
    }
    tree.put("reasons", VerdictJson.reasons(team.reasons()));
    put(
        tree,
        "derivation",
        team.derivation() == null ? null : VerdictJson.derivation(team.derivation()));
    return tree;
  }

  private static void put(Map<String, @Nullable Object> tree, String key, @Nullable Object value) {
    if (value != null) {
      tree.put(key, value);
    }
  }
}
