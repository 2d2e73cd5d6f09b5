package org.gwageo.verdict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.gwageo.verdict.rules.Bilingual;
import org.gwageo.verdict.rules.Places;
import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.scores.Scores;
import org.gwageo.verdict.scores.Team;

/** Says why the actual cut is what it is beside the announced one. */
final class CutReasons {

  private final Places places;
  private final Scores scores;
  private final Placing placing;
  private final Map<String, Integer> ranks;
  private final List<Reason> reasons = new ArrayList<>();

  CutReasons(Rulebook rulebook, Scores scores, Placing placing, Map<String, Integer> ranks) {
    this.places = rulebook.places();
    this.scores = scores;
    this.placing = placing;
    this.ranks = ranks;
  }

  List<Reason> reasons() {
    List<String> all = scores.teams().stream().map(Team::id).toList();
    if (places.from() != null && all.size() != places.from()) {
      add(
          "entrants-differ",
          all,
          places.from() + "개 팀으로 예고되었으나 " + all.size() + "개 팀이 참여했습니다.",
          places.from() + " teams were announced, " + all.size() + " entered.");
    }
    List<String> withdrawn =
        scores.teams().stream().filter(team -> !team.takesPart()).map(Team::id).toList();
    if (!withdrawn.isEmpty()) {
      add(
          "withdrawn",
          withdrawn,
          "기권한 팀이 " + withdrawn.size() + "개입니다.",
          withdrawn.size() + (withdrawn.size() == 1 ? " team" : " teams") + " withdrew.");
    }
    if (ranks.size() == 1) {
      add("single-applicant", ranks.keySet(), "한 팀만 참여했습니다.", "Only one team took part.");
    }
    vacated();
    int size = placing.advancing().size();
    if (!placing.sharing().isEmpty()) {
      add(
          "tie-at-the-cut",
          placing.sharing(),
          "마지막 자리에서 점수가 같은 팀이 모두 진출합니다.",
          "Teams with equal scores at the last place all advance.");
    }
    if (size == 0) {
      add("none-selected", List.of(), "진출한 팀이 없습니다.", "No team advances.");
    } else if (ranks.size() < places.to()) {
      add(
          "fewer-teams-than-places",
          ranks.keySet(),
          "평가받은 팀이 " + ranks.size() + "개로 진출 자리 " + places.to() + "개보다 적습니다.",
          ranks.size() + " teams were evaluated for " + places.to() + " places.");
    }
    return reasons;
  }

  private void vacated() {
    if (placing.vacated().isEmpty()) {
      return;
    }
    int count = placing.vacated().size();
    add(
        "gate-failed-within-places",
        placing.vacated(),
        "점수로는 진출 자리 " + places.to() + "개 안에 든 " + count + "개 팀이 관문을 통과하지 못했습니다.",
        count
            + (count == 1 ? " team" : " teams")
            + " within the "
            + places.to()
            + " places by score failed a gate.");
    if (!places.fillVacated()) {
      add(
          "vacated-places-stay-empty",
          placing.vacated(),
          "규칙에 따라 비게 된 자리를 다음 순위 팀으로 채우지 않았습니다.",
          "By the rules a vacated place is not given to the next team.");
    } else if (!placing.fillers().isEmpty()) {
      add(
          "vacated-places-filled",
          placing.fillers(),
          "규칙에 따라 비게 된 자리를 다음 순위 팀으로 채웠습니다.",
          "By the rules a vacated place goes to the next team.");
    }
  }

  private void add(String code, Collection<String> teams, String ko, String en) {
    reasons.add(new Reason(code, teams.stream().sorted().toList(), new Bilingual(ko, en)));
  }
}
