package org.gwageo.verdict;

import java.util.ArrayList;
import java.util.List;
import org.gwageo.verdict.GateResult.Status;
import org.gwageo.verdict.rules.AgreedException;
import org.gwageo.verdict.rules.Bilingual;
import org.gwageo.verdict.rules.Gate;
import org.gwageo.verdict.rules.Item;
import org.gwageo.verdict.rules.Missing;
import org.gwageo.verdict.rules.Panel;
import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.scores.Conflict;
import org.gwageo.verdict.scores.Gaps;
import org.gwageo.verdict.scores.Scores;

/** Says in sentences what happened to one team. */
final class TeamReasons {

  private final Rulebook rulebook;
  private final Scores scores;

  TeamReasons(Rulebook rulebook, Scores scores) {
    this.rulebook = rulebook;
    this.scores = scores;
  }

  List<Reason> reasons(
      String team,
      Outcome outcome,
      int rank,
      Scoring.Scored points,
      List<GateResult> gates,
      List<Ranking.Group> groups) {
    List<Reason> reasons = new ArrayList<>();
    reasons.add(outcome(team, outcome, rank, points, gates));
    for (GateResult gate : gates) {
      if (gate.status() != Status.PASSED) {
        for (GateResult.TestResult test : gate.tests()) {
          if (test.status() != Status.PASSED) {
            reasons.add(gate(team, gate, test));
          }
        }
      }
    }
    reasons.addAll(exceptions(team));
    reasons.addAll(missing(team));
    reasons.addAll(leftOut(team));
    for (Ranking.Group group : groups) {
      if (group.teams().contains(team) && group.decided().isPresent()) {
        Bilingual why = group.decided().get().reason();
        reasons.add(
            new Reason(
                "tie-decision",
                group.decided().get().order(),
                new Bilingual(
                    "동점은 운영기관의 결정으로 순위를 정했습니다: " + why.ko(),
                    "Equal scores were put in order by the office: " + why.en())));
      }
    }
    return reasons;
  }

  private Reason outcome(
      String team, Outcome outcome, int rank, Scoring.Scored points, List<GateResult> gates) {
    boolean open = gates.stream().anyMatch(gate -> gate.status() == Status.UNDETERMINED);
    String total = points.total().value().toPlainString();
    int places = rulebook.places().to();
    String headKo = "총점 " + total + "점, 점수 순위 " + rank + "위입니다. ";
    String headEn = "The total is " + total + " points, rank " + rank + " by score. ";
    Bilingual text =
        switch (outcome) {
          case Outcome.Advances ignored when open ->
              new Bilingual(
                  headKo + "진출 자리 안에 들지만, 판정이 끝나지 않은 관문이 있어 확정되지 않았습니다.",
                  headEn + "That is within the places, but a gate has no answer yet.");
          case Outcome.Advances ignored ->
              new Bilingual(
                  headKo + "통과하지 못한 관문이 없어 다음 단계로 진출합니다.",
                  headEn + "No gate is failed; the team advances.");
          case Outcome.OutOfPlaces ignored ->
              new Bilingual(
                  headKo + "진출 자리는 " + places + "개로, 이번 단계에서 진출하지 못합니다.",
                  headEn + "There are " + places + " places; the team does not advance.");
          case Outcome.GateFailed(List<String> failed) ->
              new Bilingual(
                  headKo
                      + (rank <= places ? "점수로는 진출 자리 " + places + "개 안이지만, " : "")
                      + "점수로 대신할 수 없는 관문("
                      + String.join(", ", failed.stream().map(id -> title(id).ko()).toList())
                      + ")을 통과하지 못하여 진출하지 못합니다.",
                  headEn
                      + (rank <= places
                          ? "By score that is within the " + places + " places, but "
                          : "")
                      + (rank <= places ? "the" : "The")
                      + " team fails a gate that no score makes up for ("
                      + String.join(", ", failed.stream().map(id -> title(id).en()).toList())
                      + ") and does not advance.");
          case Outcome.Withdrawn(Bilingual reason) -> reason;
        };
    return new Reason(outcome.code(), List.of(team), text);
  }

  private Reason gate(String team, GateResult gate, GateResult.TestResult test) {
    Bilingual title = title(gate.gate());
    return new Reason(
        "gate-" + gate.status().key(),
        List.of(team),
        new Bilingual(
            "관문 ‘" + title.ko() + "’: " + test.reason().ko(),
            "Gate “" + title.en() + "”: " + test.reason().en()));
  }

  private Bilingual title(String gate) {
    return rulebook.gate(gate).map(Gate::title).orElse(new Bilingual(gate, gate));
  }

  private List<Reason> exceptions(String team) {
    List<Reason> reasons = new ArrayList<>();
    for (AgreedException exception : rulebook.exceptions()) {
      if (exception.team().equals(team)) {
        String by = String.join(", ", exception.agreedBy());
        reasons.add(
            new Reason(
                "agreed-exception",
                List.of(team),
                new Bilingual(
                    "다른 팀(" + by + ")의 동의를 받은 예외가 적용되었습니다: " + exception.reason().ko(),
                    "An exception agreed by the other teams ("
                        + by
                        + ") applies: "
                        + exception.reason().en())));
      }
    }
    return reasons;
  }

  private List<Reason> missing(String team) {
    List<Reason> reasons = new ArrayList<>();
    var gaps = new Gaps(rulebook, scores);
    for (Item item : rulebook.items().filter(i -> i.missing() == Missing.ZERO).toList()) {
      for (Bilingual gap : gaps.of(item, team)) {
        reasons.add(
            new Reason(
                "missing-as-zero",
                List.of(team),
                new Bilingual(
                    "‘" + item.title().ko() + "’ 항목에 없는 값은 규칙에 따라 0으로 계산했습니다: " + gap.ko(),
                    "In “"
                        + item.title().en()
                        + "” by the rules a missing value counts as zero: "
                        + gap.en())));
      }
    }
    return reasons;
  }

  private List<Reason> leftOut(String team) {
    List<Reason> reasons = new ArrayList<>();
    for (Panel panel : rulebook.panels()) {
      long count =
          scores.conflicts().stream()
              .filter(c -> c.in().equals(panel.id()) && c.team().equals(team))
              .filter(c -> rulebook.conflicts().leavesOut().contains(c.kind()))
              .map(Conflict::who)
              .distinct()
              .count();
      if (count > 0) {
        reasons.add(
            new Reason(
                "conflict-left-out",
                List.of(team),
                new Bilingual(
                    "이해충돌로 ‘" + panel.title().ko() + "’의 평가위원 " + count + "명을 제외했습니다.",
                    count
                        + (count == 1 ? " reviewer" : " reviewers")
                        + " of “"
                        + panel.title().en()
                        + "” left out because of a conflict of interest.")));
      }
    }
    return reasons;
  }
}
