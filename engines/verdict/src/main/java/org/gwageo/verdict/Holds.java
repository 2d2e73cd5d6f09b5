package org.gwageo.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gwageo.verdict.GateResult.Status;
import org.gwageo.verdict.rules.Bilingual;
import org.gwageo.verdict.rules.Gate;
import org.gwageo.verdict.rules.Item;
import org.gwageo.verdict.rules.Missing;
import org.gwageo.verdict.rules.Places;
import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.scores.Gaps;
import org.gwageo.verdict.scores.Scores;

/** Finds what keeps a verdict from being settled. */
final class Holds {

  private final Rulebook rulebook;
  private final Scores scores;
  private final Map<String, List<GateResult>> gates;
  private final Placing placing;

  Holds(Rulebook rulebook, Scores scores, Map<String, List<GateResult>> gates, Placing placing) {
    this.rulebook = rulebook;
    this.scores = scores;
    this.gates = gates;
    this.placing = placing;
  }

  List<Reason> reasons() {
    List<Reason> holds = new ArrayList<>();
    for (String team : scores.participants()) {
      missing(team, holds);
      for (GateResult gate : gates.getOrDefault(team, List.of())) {
        if (gate.status() == Status.UNDETERMINED) {
          Bilingual title =
              rulebook.gate(gate.gate()).map(Gate::title).orElseThrow(IllegalStateException::new);
          holds.add(
              new Reason(
                  "gate-undetermined",
                  List.of(team),
                  new Bilingual(
                      "관문 ‘" + title.ko() + "’의 판정이 끝나지 않았습니다.",
                      "The gate “" + title.en() + "” has no answer yet.")));
        }
      }
    }
    Places places = rulebook.places();
    if (!placing.undecided().isEmpty()) {
      holds.add(
          new Reason(
              "tie-undecided",
              placing.undecided().stream().sorted().toList(),
              new Bilingual(
                  "마지막 자리에서 점수가 같은 팀의 순서를 운영기관이 정해야 합니다.",
                  "The office has to decide between teams with equal scores at the last place.")));
    }
    if (placing.advancing().isEmpty() && !places.noneSelected()) {
      holds.add(
          new Reason(
              "none-selected-not-allowed",
              List.of(),
              new Bilingual(
                  "진출한 팀이 없으나, 규칙은 선정 없음을 허용하지 않습니다.",
                  "No team advances, and the rules do not allow that.")));
    }
    if (scores.participants().size() == 1
        && places.singleApplicant() == Places.SingleApplicant.HOLD) {
      holds.add(
          new Reason(
              "single-applicant",
              scores.participants(),
              new Bilingual(
                  "한 팀만 참여하여 규칙에 따라 다시 공모해야 합니다.",
                  "Only one team took part; by the rules the call is repeated.")));
    }
    return holds;
  }

  private void missing(String team, List<Reason> holds) {
    var gaps = new Gaps(rulebook, scores);
    for (Item item : rulebook.items().filter(i -> i.missing() == Missing.HOLD).toList()) {
      for (Bilingual gap : gaps.of(item, team)) {
        holds.add(
            new Reason(
                "missing",
                List.of(team),
                new Bilingual(
                    "‘" + item.title().ko() + "’ 항목의 값이 없습니다: " + gap.ko(),
                    "“" + item.title().en() + "” lacks a value: " + gap.en())));
      }
    }
  }
}
