package org.gwageo.bundle.evidence;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gwageo.bundle.evidence.StageEvidence.BenchmarkCount;
import org.gwageo.bundle.proposal.ItemProposals;
import org.gwageo.bundle.sheets.PanelMark;
import org.gwageo.bundle.sheets.PanelScore;
import org.gwageo.bundle.sheets.UserRating;
import org.gwageo.verdict.rules.Gate;
import org.gwageo.verdict.rules.GateTest;
import org.gwageo.verdict.rules.Input;
import org.gwageo.verdict.rules.Item;
import org.gwageo.verdict.rules.Reported;
import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.scores.Scores;
import org.jspecify.annotations.Nullable;

/**
 * Derives the input of the verdict engine from evidence.
 *
 * <p>A benchmark becomes {@code correct} of {@code counted}, so that no digit is lost, and a list
 * of these where the rulebook wants several runs; marks and ratings are taken as they stand. A
 * reviewer whose sheets are here and who ticked nobody has checked the gate and found nothing.
 * Evidence that the rulebook does not ask for is left out; what it asks for and is not here stays
 * missing, and the rulebook says what that means.
 */
public final class EvidenceScores {

  /**
   * The office entry of decided verification cases, by team: {@code case}, {@code grade} and {@code
   * reason}. The grade stands in the scores instead of the comparisons' grades.
   */
  public static final String LINEAGE_CASES = "lineageCases";

  /** The mark of a reviewer who votes for a team. */
  public static final String VOTE = "vote";

  private static final String GATES = "gates";
  private static final String REASON = "reason";
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Rulebook rulebook;
  private final StageEvidence evidence;
  private final Set<String> teams = new TreeSet<>();

  private EvidenceScores(Rulebook rulebook, StageEvidence evidence) {
    this.rulebook = rulebook;
    this.evidence = evidence;
    evidence.teams().forEach(team -> teams.add(team.id()));
  }

  /**
   * Returns the scores as YAML; the same evidence gives the same text, in whatever order it comes.
   *
   * @throws EvidenceException if evidence names a team that is not there, repeats itself or does
   *     not fit the kind of its item
   */
  public static String yaml(Rulebook rulebook, StageEvidence evidence) throws EvidenceException {
    return YamlText.of(new EvidenceScores(rulebook, evidence).tree());
  }

  private Map<String, Object> tree() throws EvidenceException {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("format", Scores.FORMAT);
    tree.put("rulebook", rulebook.digest().toString());
    tree.put("teams", teams());
    tree.put("items", items());
    tree.put("panels", panels());
    tree.put("conflicts", conflicts());
    tree.put(GATES, gates());
    Trees.merge(tree, officeEntries(), "");
    tree.values().removeIf(value -> value instanceof Map<?, ?> map && map.isEmpty());
    tree.values().removeIf(value -> value instanceof List<?> list && list.isEmpty());
    return tree;
  }

  /** What the office entered, less what went into other parts of the scores. */
  private Map<String, Object> officeEntries() {
    var entries = new LinkedHashMap<>(evidence.officeEntries());
    entries.remove(LINEAGE_CASES);
    if (entries.get(GATES) instanceof Map<?, ?> byGate) {
      var gates = new LinkedHashMap<String, Object>();
      byGate.forEach(
          (gate, byTeam) -> gates.put(gate.toString(), withoutJoinedReasons(gate, byTeam)));
      entries.put(GATES, gates);
    }
    return entries;
  }

  private Object withoutJoinedReasons(Object gate, Object byTeam) {
    boolean lineage =
        rulebook.gates().stream().anyMatch(one -> one.id().equals(gate) && onLineage(one));
    if (!lineage || !(byTeam instanceof Map<?, ?> findings)) {
      return byTeam;
    }
    var kept = new LinkedHashMap<String, Object>();
    findings.forEach(
        (team, finding) -> {
          Object left = finding;
          if (decidedCase(team.toString()) != null && finding instanceof Map<?, ?> fields) {
            var others = new LinkedHashMap<Object, Object>(fields);
            others.remove(REASON);
            left = others;
          }
          kept.put(team.toString(), left);
        });
    return kept;
  }

  /**
   * The reason of a decided case, and after it what the office says of the same gate and team: a
   * gate may look at more than the lineage.
   */
  private Map<String, Object> reason(Gate gate, String team, DecidedCase decided) {
    var reasons = new LinkedHashMap<String, Object>();
    for (String language : List.of("ko", "en")) {
      reasons.put(
          language,
          officeReason(gate.id(), team, language)
              .map(own -> decided.reason() + "\n" + own)
              .orElse(decided.reason()));
    }
    return reasons;
  }

  private Optional<String> officeReason(String gate, String team, String language) {
    return evidence.officeEntries().get(GATES) instanceof Map<?, ?> byGate
            && byGate.get(gate) instanceof Map<?, ?> byTeam
            && byTeam.get(team) instanceof Map<?, ?> finding
            && finding.get(REASON) instanceof Map<?, ?> reason
            && reason.get(language) instanceof String text
        ? Optional.of(text)
        : Optional.empty();
  }

  private static boolean onLineage(Gate gate) {
    return gate.tests().stream().anyMatch(GateTest.Lineage.class::isInstance);
  }

  private List<Object> teams() {
    var list = new ArrayList<Object>();
    evidence.teams().stream()
        .sorted(Comparator.comparing(TeamEntry::id))
        .forEach(
            team -> {
              var entry = new LinkedHashMap<String, Object>();
              entry.put("id", team.id());
              entry.put("name", team.name().toTree());
              team.withdrawn().ifPresent(reason -> entry.put("withdrawn", reason.toTree()));
              if (!team.received().isEmpty()) {
                entry.put("received", new TreeMap<>(team.received()));
              }
              list.add(entry);
            });
    return list;
  }

  private Map<String, Object> items() throws EvidenceException {
    var counts = new HashMap<List<String>, SortedMap<Integer, BenchmarkCount>>();
    for (BenchmarkCount count : evidence.benchmarks()) {
      known(count.team(), "benchmark " + count.task());
      var runs = counts.computeIfAbsent(key(count.team(), count.task()), any -> new TreeMap<>());
      if (runs.put(count.run(), count) != null) {
        throw new EvidenceException(
            count.run() == 1
                ? "benchmark %s of %s is there twice".formatted(count.task(), count.team())
                : "run %d of benchmark %s of %s is there twice"
                    .formatted(count.run(), count.task(), count.team()));
      }
    }
    for (ReportedBenchmark one : evidence.reported()) {
      known(one.team(), "reported benchmark " + one.task());
    }
    var items = new TreeMap<String, Object>();
    Map<String, ItemProposals> proposed = proposed();
    for (Item item : rulebook.items().toList()) {
      ItemProposals proposals = proposed.get(item.id());
      List<String> tasks =
          proposals == null ? item.evidence().benchmarks() : selected(item, proposals);
      var byTeam = new TreeMap<String, Object>();
      for (String team : teams) {
        Object measured = measured(item, tasks, team, counts);
        if (measured != null) {
          byTeam.put(team, measured);
        }
      }
      if (proposals != null) {
        items.put(
            item.id(),
            new TreeMap<>(
                Map.of("proposals", new TreeMap<>(proposals.counted()), "results", byTeam)));
      } else if (!byTeam.isEmpty()) {
        items.put(
            item.id(),
            item.input() instanceof Input.CommonBenchmarks
                ? new TreeMap<>(Map.of("results", byTeam))
                : byTeam);
      }
    }
    return items;
  }

  /** The proposals by item; each is about teams that are here. */
  private Map<String, ItemProposals> proposed() throws EvidenceException {
    var byItem = new HashMap<String, ItemProposals>();
    for (ItemProposals proposals : evidence.proposals()) {
      String item = proposals.place().item();
      for (String team : proposals.byTeam().keySet()) {
        known(team, "a list of benchmarks for " + item);
      }
      if (ItemProposals.rule(rulebook, item).isEmpty()) {
        throw notProposed(item);
      }
      if (byItem.put(item, proposals) != null) {
        throw new EvidenceException("the proposals for item %s are there twice".formatted(item));
      }
    }
    return byItem;
  }

  /** Returns the complaint that benchmarks are proposed for an item that has no such rule. */
  public static EvidenceException notProposed(String item) {
    return new EvidenceException(
        "benchmarks are proposed for %s, which is no item whose benchmarks teams propose"
            .formatted(item));
  }

  private List<String> selected(Item item, ItemProposals proposals) {
    return ItemProposals.rule(rulebook, item.id())
        .map(rule -> proposals.selection(rule).selected())
        .orElse(List.of());
  }

  private @Nullable Object measured(
      Item item,
      List<String> tasks,
      String team,
      Map<List<String>, SortedMap<Integer, BenchmarkCount>> counts)
      throws EvidenceException {
    Reported rule = item.evidence().reported();
    if (rule != null) {
      counts = reported(tasks, team, rule);
    }
    var counted = counts;
    return switch (item.input()) {
      case Input.Index index when index.components().isEmpty() -> {
        if (tasks.size() > 1) {
          throw new EvidenceException(
              "item %s is one number, but its evidence names the benchmarks %s"
                  .formatted(item.id(), tasks));
        }
        yield tasks.isEmpty()
            ? null
            : runs(counted.get(key(team, tasks.getFirst())), index, index.runs());
      }
      case Input.Index index -> parts(team, tasks, counted, index, index.runs());
      case Input.CommonBenchmarks common -> parts(team, tasks, counted, common, common.runs());
      case Input.Ratings ratings -> ratings(ratings.group(), team);
      case Input.TargetRatio ratio -> rule == null ? null : targets(tasks, team, ratio, counted);
      case Input.PlainPoints points -> null;
      case Input.Sheets sheets -> null;
    };
  }

  /** What counts of the benchmarks that a team ran itself, by the rule of the item. */
  private Map<List<String>, SortedMap<Integer, BenchmarkCount>> reported(
      List<String> tasks, String team, Reported rule) throws EvidenceException {
    var counts = new HashMap<List<String>, SortedMap<Integer, BenchmarkCount>>();
    for (ReportedBenchmark one : evidence.reported()) {
      if (!one.team().equals(team) || !tasks.contains(one.task())) {
        continue;
      }
      var runs = new TreeMap<Integer, BenchmarkCount>();
      for (BenchmarkCount count : counting(one, rule)) {
        runs.put(count.run(), count);
      }
      if (counts.put(key(team, one.task()), runs) != null) {
        throw new EvidenceException(
            "benchmark %s of %s is reported twice".formatted(one.task(), team));
      }
    }
    return counts;
  }

  /** The runs that count; none where a repetition that was drawn is missing. */
  private static List<BenchmarkCount> counting(ReportedBenchmark one, Reported rule)
      throws EvidenceException {
    if (!one.drawn()) {
      return one.declared();
    }
    String outcome = one.outcome();
    if (outcome == null) {
      return List.of();
    }
    Reported.Counting counting =
        switch (outcome) {
          case "reproduced" -> Reported.Counting.DECLARED;
          case "not-reproduced" -> rule.notReproduced();
          case "inconclusive" -> rule.inconclusive();
          default ->
              throw new EvidenceException(
                  "the reproduction of %s of %s ended in \"%s\", which is no outcome"
                      .formatted(one.task(), one.team(), outcome));
        };
    return switch (counting) {
      case DECLARED -> one.declared();
      case OURS -> one.ours();
      case ZERO -> one.declared().stream().map(EvidenceScores::nothing).toList();
    };
  }

  private static BenchmarkCount nothing(BenchmarkCount count) {
    return new BenchmarkCount(
        count.team(),
        count.task(),
        count.run(),
        0,
        count.asked(),
        count.share() == null ? null : BigDecimal.ZERO);
  }

  /** A team's benchmarks beside their targets; those of which no run counts are missing. */
  private @Nullable Object targets(
      List<String> tasks,
      String team,
      Input.TargetRatio ratio,
      Map<List<String>, SortedMap<Integer, BenchmarkCount>> counts) {
    var targets = new ArrayList<Object>();
    evidence.reported().stream()
        .filter(one -> one.team().equals(team) && tasks.contains(one.task()))
        .sorted(Comparator.comparing(ReportedBenchmark::task))
        .forEach(
            one -> {
              var target = one.target();
              Object own = runs(counts.get(key(team, one.task())), ratio, ratio.runs());
              if (target != null && own != null) {
                var entry = new LinkedHashMap<String, Object>();
                entry.put("benchmark", one.task());
                entry.put("own", own);
                entry.put("target", target.score());
                entry.put("target-model", target.model());
                targets.add(entry);
              }
            });
    return targets.isEmpty() ? null : targets;
  }

  private static @Nullable Object parts(
      String team,
      List<String> tasks,
      Map<List<String>, SortedMap<Integer, BenchmarkCount>> counts,
      Input input,
      Input.Runs runs) {
    var parts = new TreeMap<String, Object>();
    for (String task : tasks) {
      Object value = runs(counts.get(key(team, task)), input, runs);
      if (value != null) {
        parts.put(task, value);
      }
    }
    return parts.isEmpty() ? null : parts;
  }

  private static List<String> key(String team, String task) {
    return List.of(team, task);
  }

  /** The value of the only run, or those of as many runs as the item wants, in their order. */
  private static @Nullable Object runs(
      @Nullable SortedMap<Integer, BenchmarkCount> counts, Input input, Input.Runs wanted) {
    if (counts == null) {
      return null;
    }
    if (wanted.count() == 1) {
      return value(counts.get(1), input);
    }
    var values = new ArrayList<Object>();
    for (BenchmarkCount count : counts.headMap(wanted.count() + 1).values()) {
      Object value = value(count, input);
      if (value != null) {
        values.add(value);
      }
    }
    return values.isEmpty() ? null : values;
  }

  /** A count as it is, or a share stretched over the item's range. */
  private static @Nullable Object value(@Nullable BenchmarkCount count, Input input) {
    if (count == null || count.asked() == 0) {
      return null;
    }
    // A ratio's own score is of 100, as its target's is.
    BigDecimal most = input instanceof Input.TargetRatio ? HUNDRED : input.max();
    return count.share() == null || most == null
        ? new TreeMap<>(Map.of("correct", count.correct(), "of", count.asked()))
        : input.min().add(most.subtract(input.min()).multiply(count.share())).stripTrailingZeros();
  }

  private @Nullable Object ratings(String group, String team) throws EvidenceException {
    var byRater = new TreeMap<String, Object>();
    for (UserRating row : evidence.ratings()) {
      known(row.team(), "the rating of " + row.rater());
      if (row.panel().equals(group)
          && row.team().equals(team)
          && byRater.put(row.rater(), BigDecimal.valueOf(row.rating())) != null) {
        throw new EvidenceException(
            "%s rated %s twice in group %s".formatted(row.rater(), team, group));
      }
    }
    return byRater.isEmpty() ? null : byRater;
  }

  private Map<String, Object> panels() throws EvidenceException {
    for (PanelMark row : evidence.marks()) {
      known(row.team(), "the mark of " + row.evaluator());
    }
    var panels = new TreeMap<String, Object>();
    for (var panel : rulebook.panels()) {
      var one = new LinkedHashMap<String, Object>();
      Map<String, Object> sheets = sheets(panel.id());
      if (!sheets.isEmpty()) {
        one.put("sheets", sheets);
        one.put("ticks", marked(gatesTickedBy(panel.id()), sheets.keySet()));
      }
      Map<String, Object> votes = marked(Set.of(VOTE), Set.of());
      if (!votes.isEmpty() && votesIn(panel.id())) {
        one.put("votes", votes);
      }
      if (!one.isEmpty()) {
        panels.put(panel.id(), one);
      }
    }
    return panels;
  }

  private Map<String, Object> sheets(String panel) throws EvidenceException {
    var byEvaluator = new TreeMap<String, TreeMap<String, TreeMap<String, Object>>>();
    for (PanelScore row : evidence.sheets()) {
      known(row.team(), "the sheet of " + row.evaluator());
      if (panel.equals(panelOf(row))) {
        Object before =
            byEvaluator
                .computeIfAbsent(row.evaluator(), any -> new TreeMap<>())
                .computeIfAbsent(row.team(), any -> new TreeMap<>())
                .put(row.item(), row.points());
        if (before != null) {
          throw new EvidenceException(
              "%s marked %s of %s twice".formatted(row.evaluator(), row.item(), row.team()));
        }
      }
    }
    return new TreeMap<>(byEvaluator);
  }

  /** Returns the panel that marks the row's item. */
  private String panelOf(PanelScore row) throws EvidenceException {
    Item item = rulebook.item(row.item()).orElse(null);
    if (item != null && item.input() instanceof Input.Sheets sheets) {
      return sheets.panel();
    }
    throw new EvidenceException(
        "%s marked %s of %s, which the rulebook does not have marked on sheets"
            .formatted(row.evaluator(), row.item(), row.team()));
  }

  private Set<String> gatesTickedBy(String panel) {
    var gates = new TreeSet<String>();
    for (Gate gate : rulebook.gates()) {
      for (GateTest test : gate.tests()) {
        if (test instanceof GateTest.Ticks ticks && ticks.panel().equals(panel)) {
          gates.add(gate.id());
        }
      }
    }
    return gates;
  }

  private boolean votesIn(String panel) {
    return rulebook.gates().stream()
        .flatMap(gate -> gate.tests().stream())
        .anyMatch(test -> test instanceof GateTest.Approval asked && asked.panel().equals(panel));
  }

  /** Returns the teams that carry one of {@code marks}, by person; {@code atLeast} those people. */
  private Map<String, Object> marked(Set<String> marks, Set<String> atLeast) {
    var byPerson = new TreeMap<String, TreeSet<String>>();
    atLeast.forEach(person -> byPerson.put(person, new TreeSet<>()));
    for (PanelMark row : evidence.marks()) {
      if (marks.contains(row.mark())) {
        byPerson.computeIfAbsent(row.evaluator(), any -> new TreeSet<>()).add(row.team());
      }
    }
    var lists = new TreeMap<String, Object>();
    byPerson.forEach((person, marked) -> lists.put(person, List.copyOf(marked)));
    return lists;
  }

  private List<Object> conflicts() throws EvidenceException {
    var kinds = new TreeSet<>(rulebook.conflicts().leavesOut());
    kinds.addAll(rulebook.conflicts().recordsOnly());
    var rows = new TreeMap<String, Object>();
    for (PanelMark row : evidence.marks()) {
      String kind = row.mark().equals(PanelMark.CONFLICT) ? "declared" : row.mark();
      if (kinds.contains(kind)) {
        for (String body : bodiesOf(row.evaluator())) {
          var entry =
              new TreeMap<String, Object>(
                  Map.of("in", body, "who", row.evaluator(), "team", row.team(), "kind", kind));
          rows.put(String.join("\n", body, row.evaluator(), row.team(), kind), entry);
        }
      }
    }
    return new ArrayList<>(rows.values());
  }

  /** Returns the panels and user groups that a person marks or rates in; all panels if in none. */
  private Set<String> bodiesOf(String person) throws EvidenceException {
    var bodies = new TreeSet<String>();
    for (PanelScore row : evidence.sheets()) {
      if (row.evaluator().equals(person)) {
        bodies.add(panelOf(row));
      }
    }
    for (UserRating row : evidence.ratings()) {
      if (row.rater().equals(person)) {
        bodies.add(row.panel());
      }
    }
    if (bodies.isEmpty()) {
      rulebook.panels().forEach(panel -> bodies.add(panel.id()));
    }
    return bodies;
  }

  private Map<String, Object> gates() throws EvidenceException {
    for (String team : evidence.lineage().keySet()) {
      known(team, "a lineage report");
    }
    var gates = new TreeMap<String, Object>();
    for (Gate gate : rulebook.gates()) {
      boolean lineage = onLineage(gate);
      boolean licence = gate.tests().stream().anyMatch(GateTest.Licence.class::isInstance);
      var byTeam = new TreeMap<String, Object>();
      for (TeamEntry team : evidence.teams()) {
        var finding = new TreeMap<String, Object>();
        var grades = evidence.lineage().get(team.id());
        var decided = decidedCase(team.id());
        if (lineage && decided != null) {
          finding.put("lineage", new TreeMap<>(Map.of(decided.number(), decided.grade())));
          finding.put(REASON, reason(gate, team.id(), decided));
        } else if (lineage && grades != null) {
          finding.put("lineage", new TreeMap<String, Object>(grades));
        }
        if (licence && team.permissions().isPresent()) {
          finding.put("licence", team.permissions().get());
        }
        if (!finding.isEmpty()) {
          byTeam.put(team.id(), finding);
        }
      }
      if (!byTeam.isEmpty()) {
        gates.put(gate.id(), byTeam);
      }
    }
    return gates;
  }

  /** What two people decided about a team's lineage, and why. */
  private record DecidedCase(String number, String grade, String reason) {}

  private @Nullable DecidedCase decidedCase(String team) {
    return evidence.officeEntries().get(LINEAGE_CASES) instanceof Map<?, ?> byTeam
            && byTeam.get(team) instanceof Map<?, ?> decided
            && decided.get("case") instanceof String number
            && decided.get("grade") instanceof String grade
            && decided.get("reason") instanceof String reason
        ? new DecidedCase(number, grade, reason)
        : null;
  }

  private void known(String team, String what) throws EvidenceException {
    if (!teams.contains(team)) {
      throw new EvidenceException("%s is about %s, which is no team".formatted(what, team));
    }
  }
}
