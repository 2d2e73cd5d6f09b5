package org.gwageo.verdict;

import java.math.BigDecimal;
import java.util.List;
import org.gwageo.verdict.rules.Bilingual;
import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.scores.Finding;
import org.gwageo.verdict.scores.ScoresBuilder;

/**
 * Scores for the rulebook of the first stage.
 *
 * <p>Published are LG's figures, the best of each item, the means over the five teams, who was
 * among the best four and who was lowest. The figures of the other four teams are made up for these
 * tests so that those published ones come out; they say nothing about the teams.
 */
final class StageOne {

  static final String LG = "lg-ai-research";
  static final String NAVER = "naver-cloud";
  static final String SKT = "sk-telecom";
  static final String UPSTAGE = "upstage";
  static final String NC = "nc-ai";

  private StageOne() {}

  static ScoresBuilder scores(Rulebook rulebook) {
    var scores = new ScoresBuilder(rulebook);
    team(scores, LG, "92", "72.03", "104", "31.6", "4.1");
    team(scores, SKT, "92", "65", "89", "28.6", "3.28");
    team(scores, UPSTAGE, "86", "62.5", "101", "28.2", "3.33");
    team(scores, NAVER, "88", "60.5", "85", "29", "3.3456");
    team(scores, NC, "80", "55", "78", "25.4", "2.9684");
    scores.findingReason(
        "independence",
        NAVER,
        new Bilingual("학습된 해외 가중치를 고정해 썼습니다.", "It used trained foreign weights, frozen."));
    for (String criterion : List.of("technical", "policy", "ethical")) {
      for (String team : List.of(LG, SKT, UPSTAGE, NAVER, NC)) {
        boolean failed = team.equals(NAVER) && !criterion.equals("ethical");
        scores.criterion(
            "independence", team, criterion, failed ? Finding.Met.NOT_MET : Finding.Met.MET);
      }
    }
    return scores;
  }

  private static void team(
      ScoresBuilder scores,
      String team,
      String nia,
      String common,
      String individual,
      String expert,
      String user) {
    scores.team(team, null);
    scores.measured("nia", team, new BigDecimal(nia));
    common(scores, team, new BigDecimal(common));
    for (int i = 1; i <= 5; i++) {
      BigDecimal own = new BigDecimal(individual).multiply(new BigDecimal("0.8"));
      scores.target(
          "global-individual",
          team,
          "own-" + i,
          List.of(own, own, own.add(BigDecimal.ONE), own.subtract(BigDecimal.ONE), own),
          new BigDecimal("80"),
          null);
    }
    experts(scores, team, new BigDecimal(expert));
    scores.ratingsMean("professional", team, new BigDecimal(user), 49);
  }

  /** Thirteen benchmarks are proposed by three teams or more, four others by two. */
  private static void common(ScoresBuilder scores, String team, BigDecimal mean) {
    for (int i = 1; i <= 13; i++) {
      String benchmark = "common-%02d".formatted(i);
      boolean proposes = i % 2 == 0 || !team.equals(NC);
      if (proposes) {
        scores.proposed("global-common", team, benchmark);
      }
      BigDecimal away = BigDecimal.valueOf(i - 7L);
      for (int run = 0; run < 5; run++) {
        scores.measured(
            "global-common", team, benchmark, mean.add(away).add(BigDecimal.valueOf(run - 2L)));
      }
    }
    if (team.equals(LG) || team.equals(NAVER)) {
      for (int i = 1; i <= 4; i++) {
        scores.proposed("global-common", team, "rare-" + i);
        scores.measured("global-common", team, "rare-" + i, new BigDecimal("99"));
      }
    }
  }

  /** Ten sheets: the highest and the lowest total are far off, the other eight average to it. */
  private static void experts(ScoresBuilder scores, String team, BigDecimal total) {
    List<String> away = List.of("-3", "-1", "-0.5", "0", "0", "0", "0", "0.5", "1", "3");
    BigDecimal part = new BigDecimal(total.intValue() >= 30 ? "10" : "9");
    for (int i = 0; i < 10; i++) {
      String evaluator = "E%02d".formatted((i * 7) % 10 + 1);
      BigDecimal sum = total.add(new BigDecimal(away.get(i)));
      scores.mark("experts", evaluator, team, "strategy", part);
      scores.mark("experts", evaluator, team, "ripple", part);
      scores.mark("experts", evaluator, team, "results", sum.subtract(part).subtract(part));
    }
  }
}
