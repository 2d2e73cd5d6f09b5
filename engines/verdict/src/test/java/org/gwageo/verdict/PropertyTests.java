package org.gwageo.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.gwageo.verdict.document.YamlText;
import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.rules.RulebookException;
import org.gwageo.verdict.scores.Scores;
import org.gwageo.verdict.scores.ScoresException;
import org.junit.jupiter.api.Test;

/** Properties over many random stages; every seed is a stage that can be looked at again. */
class PropertyTests {

  private static final String STRANGE = "{}[]:,-#&*!|>'\"%@`0x\t\n \u0000\ud800가";
  private static final int STAGES = 300;
  private static final List<String> TEAMS = List.of("a", "b", "c", "d", "e");
  private static final List<String> EVALUATORS = List.of("E1", "E2", "E3", "E4", "E5");

  @Test
  void theOrderOfTeamsAndEvaluatorsChangesNoByte() throws Exception {
    Rulebook rulebook = rulebook();
    for (int seed = 0; seed < STAGES; seed++) {
      Map<String, Object> stage = stage(new Random(seed));
      byte[] bytes = decide(rulebook, stage).toJson();
      Object shuffled = shuffled(stage, new Random(seed + 1));
      assertThat(decide(rulebook, tree(shuffled)).toJson()).as("seed %d", seed).isEqualTo(bytes);
    }
  }

  @Test
  void raisingATeamsIndexNeverLowersItsRank() throws Exception {
    Rulebook rulebook = rulebook();
    for (int seed = 0; seed < STAGES; seed++) {
      var random = new Random(seed);
      Map<String, Object> stage = stage(random);
      String team = TEAMS.get(random.nextInt(TEAMS.size()));
      int before = rank(decide(rulebook, stage), team);
      Map<String, Object> items = child(stage, "items");
      String item = random.nextBoolean() ? "index" : "best";
      Map<String, Object> values = child(items, item);
      BigDecimal raised =
          new BigDecimal(String.valueOf(values.get(team)))
              .add(BigDecimal.valueOf(random.nextInt(300), 1))
              .min(BigDecimal.valueOf(100));
      values.put(team, raised);
      assertThat(rank(decide(rulebook, stage), team))
          .as("seed %d", seed)
          .isLessThanOrEqualTo(before);
    }
  }

  @Test
  void raisingAMarkNeverLowersTheRank() throws Exception {
    Rulebook rulebook = rulebook();
    for (int seed = 0; seed < STAGES; seed++) {
      var random = new Random(seed);
      Map<String, Object> stage = stage(random);
      String team = TEAMS.get(random.nextInt(TEAMS.size()));
      int before = rank(decide(rulebook, stage), team);
      Map<String, Object> sheets = child(child(child(stage, "panels"), "main"), "sheets");
      String evaluator = EVALUATORS.get(random.nextInt(EVALUATORS.size()));
      child(child(sheets, evaluator), team).put("sheet", 30);
      assertThat(rank(decide(rulebook, stage), team))
          .as("seed %d", seed)
          .isLessThanOrEqualTo(before);
    }
  }

  @Test
  void gatesNeverChangeTotalsOrRanks() throws Exception {
    Rulebook rulebook = rulebook();
    for (int seed = 0; seed < STAGES; seed++) {
      Map<String, Object> stage = stage(new Random(seed));
      Verdict with = decide(rulebook, stage);
      Map<String, Object> findings = child(child(stage, "gates"), "independence");
      TEAMS.forEach(team -> child(findings, team).put("lineage", "identical"));
      Verdict without = decide(rulebook, stage);
      for (String team : TEAMS) {
        TeamResult one = with.team(team).orElseThrow();
        TeamResult other = without.team(team).orElseThrow();
        assertThat(other.total()).as("seed %d", seed).isEqualTo(one.total());
        assertThat(other.rank()).isEqualTo(one.rank());
        assertThat(other.outcome().code()).isEqualTo("gate-failed");
      }
      assertThat(without.cut().actual().to()).isZero();
    }
  }

  @Test
  void noMoreTeamsAdvanceThanThereArePlacesUnlessTheyAreEqual() throws Exception {
    Rulebook rulebook = rulebook();
    for (int seed = 0; seed < STAGES; seed++) {
      Verdict verdict = decide(rulebook, stage(new Random(seed)));
      boolean tie =
          verdict.cut().reasons().stream().anyMatch(r -> r.code().equals("tie-at-the-cut"));
      if (!tie) {
        assertThat(verdict.cut().actual().to()).as("seed %d", seed).isLessThanOrEqualTo(3);
      }
      for (TeamResult team : verdict.teams()) {
        BigDecimal sum = team.blocks().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum).isEqualByComparingTo(team.total());
      }
    }
  }

  @Test
  void aDamagedRulebookIsRefusedOrStillDecides() {
    String good = Programmes.text("rehearsal/rulebook.yaml");
    for (int seed = 0; seed < 1500; seed++) {
      String damaged = damaged(good, new Random(seed));
      try {
        assertThat(Rulebook.parse(damaged).digest()).isNotNull();
      } catch (RulebookException e) {
        assertThat(e.problems()).as("seed %d", seed).isNotEmpty();
      }
    }
  }

  @Test
  void damagedScoresAreRefusedOrDecidedUpon() throws Exception {
    Rulebook rulebook = rulebook();
    for (int seed = 0; seed < 1500; seed++) {
      var random = new Random(seed);
      String damaged = damaged(YamlText.of(stage(random)), random);
      try {
        Verdict verdict = Verdicts.decide(rulebook, Scores.parse(damaged, rulebook));
        assertThat(verdict.teams()).as("seed %d", seed).isNotEmpty();
      } catch (ScoresException e) {
        assertThat(e.problems()).as("seed %d", seed).isNotEmpty();
      }
    }
  }

  private static String damaged(String good, Random random) {
    var text = new StringBuilder(good);
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      int at = random.nextInt(text.length() - 20);
      switch (random.nextInt(4)) {
        case 0 -> text.delete(at, at + 1 + random.nextInt(12));
        case 1 -> text.insert(at, text.substring(at, at + 1 + random.nextInt(12)));
        case 2 -> text.setCharAt(at, STRANGE.charAt(random.nextInt(STRANGE.length())));
        default -> {
          int line = text.indexOf("\n", at) + 1;
          int end = text.indexOf("\n", line);
          if (end > line) {
            text.delete(line, end + 1);
          }
        }
      }
    }
    return text.toString();
  }

  private static Rulebook rulebook() throws Exception {
    return Rulebook.parse(
        """
        format: gwageo-rulebook/1
        id: property
        version: 1
        title: {ko: 성질, en: Property}
        points: 100
        rounding: {mode: half-up, measurement: none, item: 1, block: 1, total: 1}
        panels: [{id: main, title: {ko: 평가단, en: Panel}, size: 5, quorum: 3}]
        conflicts: {leave-out: [declared]}
        blocks:
          - id: benchmark
            title: {ko: 벤치마크, en: Benchmarks}
            points: 70
            items:
              - {id: index, title: {ko: 지수, en: Index}, points: 40, input: {kind: index}, scaling: {rule: linear, full: 100}, missing: refuse}
              - {id: best, title: {ko: 비례, en: Best}, points: 30, input: {kind: index}, scaling: {rule: best-team}, missing: refuse}
          - id: expert
            title: {ko: 전문가, en: Experts}
            points: 30
            evaluator-totals: {rule: trimmed-mean, high: 1, low: 1}
            items:
              - {id: sheet, title: {ko: 평가표, en: Sheet}, points: 30, input: {kind: sheets, panel: main}, scaling: {rule: plain}, missing: refuse}
        gates:
          - id: independence
            title: {ko: 독자성, en: Independence}
            kind: independence
            undetermined: hold
            tests: [{test: ticks, panel: main, fails-above: 1/2}, {test: lineage, fails-on: [identical]}]
        places:
          from: 5
          to: 3
          fill-vacated-places: false
          none-selected: true
          single-applicant: evaluated
          ties: {otherwise: share}
        disclosure:
          public: {levels: [outcome]}
          team-itself: {levels: [outcome]}
          team-others: {levels: [outcome]}
          reviewers: {levels: [outcome]}
          office: {levels: [outcome]}
        """);
  }

  private static Map<String, Object> stage(Random random) {
    Map<String, Object> stage = new LinkedHashMap<>();
    stage.put("format", Scores.FORMAT);
    List<Object> teams = new ArrayList<>();
    for (String team : TEAMS) {
      teams.add(new LinkedHashMap<>(Map.of("id", team)));
      child(child(stage, "items"), "index").put(team, BigDecimal.valueOf(random.nextInt(1001), 1));
      child(child(stage, "items"), "best").put(team, BigDecimal.valueOf(random.nextInt(101)));
      child(child(child(stage, "gates"), "independence"), team)
          .put("lineage", random.nextInt(4) == 0 ? "identical" : "not-found");
      for (String evaluator : EVALUATORS) {
        Map<String, Object> main = child(child(stage, "panels"), "main");
        child(child(child(main, "sheets"), evaluator), team)
            .put("sheet", BigDecimal.valueOf(random.nextInt(61), 0).divide(BigDecimal.TWO));
        child(main, "ticks").computeIfAbsent(evaluator, e -> new ArrayList<>());
        if (random.nextInt(3) == 0 && child(main, "ticks").get(evaluator) instanceof List<?> list) {
          List<Object> ticks = new ArrayList<>(list);
          ticks.add(team);
          child(main, "ticks").put(evaluator, ticks);
        }
      }
    }
    stage.put("teams", teams);
    if (random.nextBoolean()) {
      stage.put(
          "conflicts",
          List.of(
              Map.of("in", "main", "who", "E2", "team", "c", "kind", "declared"),
              Map.of("in", "main", "who", "E4", "team", "a", "kind", "declared")));
    }
    return stage;
  }

  /** Returns the same tree with all mappings and lists in another order. */
  private static Object shuffled(Object tree, Random random) {
    return switch (tree) {
      case Map<?, ?> map -> {
        List<Object> keys = new ArrayList<>(map.keySet());
        Collections.shuffle(keys, random);
        Map<Object, Object> turned = new LinkedHashMap<>();
        for (Object key : keys) {
          Object value = map.get(key);
          turned.put(key, value == null ? "" : shuffled(value, random));
        }
        yield turned;
      }
      case List<?> list -> {
        List<Object> turned = new ArrayList<>();
        list.forEach(element -> turned.add(shuffled(element, random)));
        Collections.shuffle(turned, random);
        yield turned;
      }
      default -> tree;
    };
  }

  private static Verdict decide(Rulebook rulebook, Map<String, Object> stage) throws Exception {
    return Verdicts.decide(rulebook, Scores.parse(YamlText.of(stage), rulebook));
  }

  private static int rank(Verdict verdict, String team) {
    Integer rank = verdict.team(team).orElseThrow().rank();
    return rank == null ? Integer.MAX_VALUE : rank;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> child(Map<String, Object> parent, String key) {
    return (Map<String, Object>)
        parent.computeIfAbsent(key, k -> new LinkedHashMap<String, Object>());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> tree(Object tree) {
    return (Map<String, Object>) tree;
  }
}
