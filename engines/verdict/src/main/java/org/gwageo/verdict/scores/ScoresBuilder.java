package org.gwageo.verdict.scores;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gwageo.verdict.document.YamlText;
import org.gwageo.verdict.rules.Bilingual;
import org.gwageo.verdict.rules.Input;
import org.gwageo.verdict.rules.Item;
import org.gwageo.verdict.rules.Rulebook;
import org.jspecify.annotations.Nullable;

/**
 * Collects measurements, marks, ratings and findings, and writes them as a scores document.
 *
 * <p>The text depends only on what was added, not on the order, except that the runs of one value
 * keep theirs. It is checked by {@link Scores#parse}, not here. Not safe for use by several
 * threads.
 */
public final class ScoresBuilder {

  private final Rulebook rulebook;
  private final TreeMap<String, Map<String, Object>> teams = new TreeMap<>();
  private final TreeMap<String, Object> items = new TreeMap<>();
  private final TreeMap<String, Object> panels = new TreeMap<>();
  private final TreeMap<String, Object> gates = new TreeMap<>();
  private final TreeMap<String, Map<String, Object>> conflicts = new TreeMap<>();
  private final TreeMap<String, Map<String, Object>> tieDecisions = new TreeMap<>();

  /** Creates empty scores for a rulebook. */
  public ScoresBuilder(Rulebook rulebook) {
    this.rulebook = rulebook;
  }

  /** Adds a team. */
  public ScoresBuilder team(String id, @Nullable Bilingual name) {
    Map<String, Object> team = teams.computeIfAbsent(id, key -> new TreeMap<>());
    team.put("id", id);
    if (name != null) {
      team.put("name", both(name));
    }
    return this;
  }

  /** Marks a team as withdrawn. */
  public ScoresBuilder withdrawn(String team, Bilingual reason) {
    team(team, null);
    teams.computeIfAbsent(team, key -> new TreeMap<>()).put("withdrawn", both(reason));
    return this;
  }

  /** Records when something of a team arrived for a window. */
  public ScoresBuilder received(String team, String window, OffsetDateTime moment) {
    team(team, null);
    Map<String, Object> entry = teams.computeIfAbsent(team, key -> new TreeMap<>());
    map(entry, "received").put(window, moment.toString());
    return this;
  }

  /** Adds a run of an item that is one number, or the points of a plain item. */
  public ScoresBuilder measured(String item, String team, BigDecimal value) {
    run(results(item), team, value);
    return this;
  }

  /** Adds a run of a component of an index or of a common benchmark. */
  public ScoresBuilder measured(String item, String team, String part, BigDecimal value) {
    run(map(results(item), team), part, value);
    return this;
  }

  /** Adds a run of an item that is a count of correct answers. */
  public ScoresBuilder counted(String item, String team, int correct, int of) {
    run(results(item), team, count(correct, of));
    return this;
  }

  /** Adds a run of a part that is a count of correct answers. */
  public ScoresBuilder counted(String item, String team, String part, int correct, int of) {
    run(map(results(item), team), part, count(correct, of));
    return this;
  }

  /** Adds a team's proposal of a common benchmark. */
  public ScoresBuilder proposed(String item, String team, String benchmark) {
    Map<String, Object> proposals = map(map(items, item), "proposals");
    sorted(proposals, team).add(benchmark);
    return this;
  }

  /** Adds a benchmark of a team beside its declared target. */
  public ScoresBuilder target(
      String item,
      String team,
      String benchmark,
      List<BigDecimal> own,
      BigDecimal target,
      @Nullable String model) {
    Map<String, Object> entry = new TreeMap<>();
    entry.put("benchmark", benchmark);
    entry.put("own", own.size() == 1 ? own.getFirst() : List.copyOf(own));
    entry.put("target", target);
    if (model != null) {
      entry.put("target-model", model);
    }
    map(map(items, item), team).put(benchmark, entry);
    return this;
  }

  /** Adds a user's rating. */
  public ScoresBuilder rating(String item, String team, String rater, BigDecimal rating) {
    map(map(items, item), team).put(rater, rating);
    return this;
  }

  /** Sets the mean of ratings that are not known one by one. */
  public ScoresBuilder ratingsMean(String item, String team, BigDecimal mean, int count) {
    Map<String, Object> summary = map(map(items, item), team);
    summary.put("mean", mean);
    summary.put("count", count);
    return this;
  }

  /** Adds an evaluator's mark. */
  public ScoresBuilder mark(
      String panel, String evaluator, String team, String item, BigDecimal mark) {
    map(map(map(map(panels, panel), "sheets"), evaluator), team).put(item, mark);
    return this;
  }

  /** Records that an evaluator checked the teams; ticks are added by {@link #ticked}. */
  public ScoresBuilder checked(String panel, String evaluator) {
    sorted(map(map(panels, panel), "ticks"), evaluator);
    return this;
  }

  /** Adds an evaluator's tick: the team does not meet the requirement. */
  public ScoresBuilder ticked(String panel, String evaluator, String team) {
    sorted(map(map(panels, panel), "ticks"), evaluator).add(team);
    return this;
  }

  /** Records that an evaluator voted; the teams it voted for are added by {@link #votedFor}. */
  public ScoresBuilder voted(String panel, String evaluator) {
    sorted(map(map(panels, panel), "votes"), evaluator);
    return this;
  }

  /** Adds an evaluator's vote for a team. */
  public ScoresBuilder votedFor(String panel, String evaluator, String team) {
    sorted(map(map(panels, panel), "votes"), evaluator).add(team);
    return this;
  }

  /** Adds a declared conflict of interest. */
  public ScoresBuilder conflict(String in, String who, String team, String kind) {
    Map<String, Object> conflict = new TreeMap<>();
    conflict.put("in", in);
    conflict.put("who", who);
    conflict.put("team", team);
    conflict.put("kind", kind);
    conflicts.put(String.join("\n", in, who, team, kind), conflict);
    return this;
  }

  /** Adds the lineage report's grade of a team's model against a reference model. */
  public ScoresBuilder lineage(String gate, String team, String reference, String grade) {
    map(finding(gate, team), "lineage").put(reference, grade);
    return this;
  }

  /** Adds the office's finding on a criterion. */
  public ScoresBuilder criterion(String gate, String team, String criterion, Finding.Met met) {
    map(finding(gate, team), "criteria")
        .put(criterion, met.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    return this;
  }

  /** Sets the permissions that the licence of a team's model grants. */
  public ScoresBuilder licence(String gate, String team, List<String> permissions) {
    finding(gate, team).put("licence", permissions.stream().sorted().distinct().toList());
    return this;
  }

  /** Sets the office's words on a finding. */
  public ScoresBuilder findingReason(String gate, String team, Bilingual reason) {
    finding(gate, team).put("reason", both(reason));
    return this;
  }

  /** Adds the office's decision between equal teams, the better first. */
  public ScoresBuilder tieDecision(List<String> order, Bilingual reason) {
    Map<String, Object> decision = new TreeMap<>();
    decision.put("order", List.copyOf(order));
    decision.put("reason", both(reason));
    tieDecisions.put(String.join("\n", order), decision);
    return this;
  }

  /** Returns the scores document. */
  public String toYaml() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("format", Scores.FORMAT);
    tree.put("rulebook", rulebook.digest().toString());
    tree.put("teams", List.copyOf(teams.values()));
    put(tree, "conflicts", List.copyOf(conflicts.values()));
    if (!items.isEmpty()) {
      tree.put("items", itemTree());
    }
    if (!panels.isEmpty()) {
      tree.put("panels", plain(panels));
    }
    if (!gates.isEmpty()) {
      tree.put("gates", plain(gates));
    }
    put(tree, "tie-decisions", List.copyOf(tieDecisions.values()));
    return YamlText.of(tree);
  }

  private Map<String, Object> itemTree() {
    Map<String, Object> tree = new TreeMap<>();
    items.forEach(
        (id, value) -> {
          boolean listed =
              rulebook.item(id).map(Item::input).orElse(null) instanceof Input.TargetRatio;
          if (listed && value instanceof Map<?, ?> byTeam) {
            Map<String, Object> lists = new TreeMap<>();
            byTeam.forEach(
                (team, targets) -> {
                  if (targets instanceof Map<?, ?> byBenchmark) {
                    lists.put(String.valueOf(team), List.copyOf(byBenchmark.values()));
                  }
                });
            tree.put(id, lists);
          } else {
            tree.put(id, plain(value));
          }
        });
    return tree;
  }

  /** Returns a copy in which sets are lists and single runs stand alone. */
  private static Object plain(Object value) {
    return switch (value) {
      case Runs runs -> runs.values().size() == 1 ? runs.values().getFirst() : runs.values();
      case TreeSet<?> set -> List.copyOf(set);
      case Map<?, ?> map -> {
        Map<String, Object> copy = new TreeMap<>();
        map.forEach((key, inner) -> copy.put(String.valueOf(key), plain(inner)));
        yield copy;
      }
      default -> value;
    };
  }

  /** The runs of one value, in order. */
  private record Runs(List<Object> values) {}

  private Map<String, Object> results(String item) {
    Map<String, Object> entry = map(items, item);
    return rulebook.item(item).map(Item::input).orElse(null) instanceof Input.CommonBenchmarks
        ? map(entry, "results")
        : entry;
  }

  private Map<String, Object> finding(String gate, String team) {
    return map(map(gates, gate), team);
  }

  private static void run(Map<String, Object> values, String key, Object value) {
    Object runs = values.computeIfAbsent(key, k -> new Runs(new ArrayList<>()));
    if (!(runs instanceof Runs(List<Object> list))) {
      throw new IllegalArgumentException(key + " has parts and cannot be one number");
    }
    list.add(value);
  }

  private static Map<String, Object> count(int correct, int of) {
    Map<String, Object> count = new TreeMap<>();
    count.put("correct", correct);
    count.put("of", of);
    return count;
  }

  private static Map<String, Object> both(Bilingual text) {
    Map<String, Object> both = new TreeMap<>();
    both.put("ko", text.ko());
    both.put("en", text.en());
    return both;
  }

  private static void put(Map<String, Object> tree, String key, List<?> list) {
    if (!list.isEmpty()) {
      tree.put(key, list);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Map<String, Object> parent, String key) {
    Object child = parent.computeIfAbsent(key, k -> new TreeMap<String, Object>());
    if (!(child instanceof TreeMap<?, ?> map)) {
      throw new IllegalArgumentException(key + " is one number and cannot have parts");
    }
    return (Map<String, Object>) map;
  }

  @SuppressWarnings("unchecked")
  private static Set<String> sorted(Map<String, Object> parent, String key) {
    return (Set<String>) parent.computeIfAbsent(key, k -> new TreeSet<String>());
  }
}
