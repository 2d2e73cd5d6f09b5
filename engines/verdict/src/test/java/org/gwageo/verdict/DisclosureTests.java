package org.gwageo.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.scores.Scores;
import org.junit.jupiter.api.Test;

/** What an audience may not see is not in what it gets. */
class DisclosureTests {

  private static final String OPEN = "[outcome, gates, rank, total, blocks, items, sheets, raw]";

  @Test
  void aTeamSeesItselfInFullAndOfTheOthersOnlyTheOutcome() throws Exception {
    Verdict verdict = verdict("[outcome]", "[outcome, gates, rank, total, blocks, items]");
    DisclosedVerdict seen = Disclosure.view(verdict, new Audience.OneTeam("b"));
    DisclosedVerdict.DisclosedTeam own = seen.team("b").orElseThrow();
    assertThat(own.rank()).isEqualTo(3);
    assertThat(own.blocks()).hasSize(2);
    assertThat(own.items()).hasSize(3);
    assertThat(own.derivation()).isNotNull();
    DisclosedVerdict.DisclosedTeam other = seen.team("a").orElseThrow();
    assertThat(other.outcome()).isEqualTo("advances");
    assertThat(other.rank()).isNull();
    assertThat(other.total()).isNull();
    assertThat(other.gates()).isEmpty();
    assertThat(other.reasons())
        .extracting(r -> r.text().en())
        .containsExactly("The team advances.");
    assertThat(other.derivation()).isNull();
  }

  @Test
  void whatIsHiddenIsInNoByteOfTheProjection() throws Exception {
    Verdict verdict = verdict("[outcome]", "[outcome]");
    String bytes = json(Disclosure.view(verdict, new Audience.Public()));
    for (TeamResult team : verdict.teams()) {
      assertThat(bytes).doesNotContain(String.valueOf(team.total()));
    }
    assertThat(bytes)
        .doesNotContain("rank")
        .doesNotContain("E1")
        .doesNotContain("r1")
        .doesNotContain("points");
  }

  @Test
  void theOrderOfTheTeamsSaysNothingWhereRanksAreHidden() throws Exception {
    Verdict verdict = verdict("[outcome]", "[outcome]");
    assertThat(verdict.teams()).extracting(TeamResult::team).containsExactly("a", "c", "b");
    Rulebook rulebook = rulebook("[outcome]", "[outcome]");
    Verdict turned =
        Verdicts.decide(
            rulebook,
            Scores.parse(
                Programmes.resource("small-scores.yaml").replace("{a: 80, b: 70", "{a: 8, b: 70"),
                rulebook));
    assertThat(turned.teams()).extracting(TeamResult::team).containsExactly("c", "b", "a");
    assertThat(Disclosure.view(turned, new Audience.Public()).teams())
        .extracting(DisclosedVerdict.DisclosedTeam::team)
        .containsExactly("a", "b", "c");
  }

  @Test
  void itemsShowNoEvaluatorAndNoUser() throws Exception {
    Verdict verdict = verdict("[outcome, gates, rank, total, blocks, items]", OPEN);
    DisclosedVerdict seen = Disclosure.view(verdict, new Audience.Public());
    assertThat(kinds(seen, "a"))
        .contains(Derivation.Kind.ITEM, Derivation.Kind.MEASUREMENT)
        .doesNotContain(Derivation.Kind.EVALUATOR, Derivation.Kind.RATER);
  }

  @Test
  void sheetsShowEvaluatorsWithoutNamesInTheOrderOfTheirMarks() throws Exception {
    Verdict verdict = verdict("[outcome, gates, rank, total, blocks, items, sheets]", OPEN);
    DisclosedVerdict seen = Disclosure.view(verdict, new Audience.Public());
    List<String> shown = new ArrayList<>();
    for (Derivation node : nodes(derivation(seen, "a"))) {
      if (node.label().kind() == Derivation.Kind.EVALUATOR) {
        shown.add(node.label().id() + "=" + node.value().toPlainString());
      }
    }
    assertThat(shown).containsExactly("1=36", "2=34", "3=33", "4=32", "5=30");
    assertThat(json(seen)).doesNotContain("E1").doesNotContain("rater:r");
  }

  @Test
  void theOfficeSeesEverything() throws Exception {
    Verdict verdict = verdict("[outcome]", "[outcome]");
    DisclosedVerdict seen = Disclosure.view(verdict, new Audience.Office());
    assertThat(seen.team("a").orElseThrow().derivation())
        .isEqualTo(verdict.team("a").orElseThrow().derivation());
    assertThat(seen.cut()).isEqualTo(verdict.cut());
  }

  @Test
  void gatesAreShownWithoutPointsToThoseWhoSeeNoPoints() throws Exception {
    Rulebook rulebook =
        Rulebook.parse(
            rules("[outcome, gates]", "[outcome]")
                .replace(
                    "- {test: ticks, panel: main, fails-at: 3}",
                    "- {test: minimum-score, of: total, at-least: 60}"));
    Verdict verdict =
        Verdicts.decide(rulebook, Scores.parse(Programmes.resource("small-scores.yaml"), rulebook));
    String bytes = json(Disclosure.view(verdict, new Audience.Public()));
    assertThat(bytes).contains("The minimum score is reached.").doesNotContain("points");
    assertThat(json(Disclosure.view(verdict, new Audience.Office()))).contains("the minimum is 60");
  }

  private static List<Derivation.Kind> kinds(DisclosedVerdict seen, String team) {
    return nodes(derivation(seen, team)).stream().map(node -> node.label().kind()).toList();
  }

  private static Derivation derivation(DisclosedVerdict seen, String team) {
    return java.util.Objects.requireNonNull(seen.team(team).orElseThrow().derivation());
  }

  private static List<Derivation> nodes(Derivation root) {
    List<Derivation> nodes = new ArrayList<>(List.of(root));
    root.inputs().forEach(input -> nodes.addAll(nodes(input)));
    return nodes;
  }

  private static String json(DisclosedVerdict seen) {
    return new String(seen.toJson(), StandardCharsets.UTF_8);
  }

  private static Verdict verdict(String levels, String own) throws Exception {
    Rulebook rulebook = rulebook(levels, own);
    return Verdicts.decide(
        rulebook, Scores.parse(Programmes.resource("small-scores.yaml"), rulebook));
  }

  private static Rulebook rulebook(String levels, String own) throws Exception {
    return Rulebook.parse(rules(levels, own));
  }

  private static String rules(String levels, String own) {
    return Programmes.resource("small-rulebook.yaml")
        .replace("public: {levels: [outcome]}", "public: {levels: " + levels + "}")
        .replace(
            "team-itself: {levels: [outcome, rank, total, blocks, items]}",
            "team-itself: {levels: " + own + "}");
  }
}
