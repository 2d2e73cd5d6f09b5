package org.gwageo.verdict;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import org.gwageo.verdict.GateResult.Status;
import org.gwageo.verdict.GateResult.TestResult;
import org.gwageo.verdict.exact.Fraction;
import org.gwageo.verdict.rules.AgreedException;
import org.gwageo.verdict.rules.Bilingual;
import org.gwageo.verdict.rules.Calendar;
import org.gwageo.verdict.rules.Gate;
import org.gwageo.verdict.rules.GateTest;
import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.scores.Finding;
import org.gwageo.verdict.scores.Gaps;
import org.gwageo.verdict.scores.Scores;
import org.gwageo.verdict.scores.Team;
import org.jspecify.annotations.Nullable;

/** Judges the gates of one team. */
final class Gates {

  private final Rulebook rulebook;
  private final Scores scores;
  private final Gaps gaps;

  Gates(Rulebook rulebook, Scores scores) {
    this.rulebook = rulebook;
    this.scores = scores;
    this.gaps = new Gaps(rulebook, scores);
  }

  /** Returns what every gate found about the team, in the rulebook's order. */
  List<GateResult> judge(Scoring.Scored scored) {
    List<GateResult> results = new ArrayList<>();
    for (Gate gate : rulebook.gates()) {
      results.add(judge(gate, scored));
    }
    return results;
  }

  private GateResult judge(Gate gate, Scoring.Scored scored) {
    for (AgreedException exception : rulebook.exceptions()) {
      if (exception.team().equals(scored.team())
          && exception.effect() instanceof AgreedException.Effect.WaivedGate waived
          && waived.gate().equals(gate.id())) {
        return new GateResult(
            gate.id(),
            Status.WAIVED,
            List.of(new TestResult("exception", Status.WAIVED, exception.reason())));
      }
    }
    List<TestResult> tests = new ArrayList<>();
    for (GateTest test : gate.tests()) {
      tests.add(test(gate, test, scored));
    }
    Status status = combined(gate, tests);
    if (status == Status.UNDETERMINED && gate.undetermined() == Gate.Undetermined.FAIL) {
      tests.add(
          new TestResult(
              "undetermined",
              Status.FAILED,
              new Bilingual(
                  "판정할 수 없는 관문은 규칙에 따라 미통과로 봅니다.",
                  "By the rules a gate without an answer counts as failed.")));
      status = Status.FAILED;
    }
    return new GateResult(gate.id(), status, tests);
  }

  private static Status combined(Gate gate, List<TestResult> tests) {
    boolean any = gate.failsWhen() == Gate.FailsWhen.ANY_TEST_FAILS;
    Status deciding = any ? Status.FAILED : Status.PASSED;
    if (tests.stream().anyMatch(test -> test.status() == deciding)) {
      return deciding;
    }
    if (tests.stream().anyMatch(test -> test.status() == Status.UNDETERMINED)) {
      return Status.UNDETERMINED;
    }
    return any ? Status.PASSED : Status.FAILED;
  }

  private TestResult test(Gate gate, GateTest test, Scoring.Scored scored) {
    String team = scored.team();
    Finding finding = scores.finding(gate.id(), team);
    return switch (test) {
      case GateTest.Ticks ticks -> ticks(ticks, team);
      case GateTest.Approval approval -> approval(approval, team);
      case GateTest.Lineage lineage -> lineage(lineage, finding);
      case GateTest.Criteria criteria -> criteria(criteria, finding);
      case GateTest.Licence licence -> licence(licence, finding);
      case GateTest.MinimumScore minimum -> minimum(minimum, scored);
      case GateTest.OnTime onTime -> onTime(onTime, team);
    };
  }

  private TestResult ticks(GateTest.Ticks test, String team) {
    SortedMap<String, SortedSet<String>> all = scores.panel(test.panel()).ticks();
    SortedSet<String> counted = gaps.unconflicted(test.panel(), all.keySet(), team);
    long ticks = counted.stream().filter(e -> ticked(all, e, team)).count();
    int quorum = gaps.quorum(test.panel());
    if (counted.size() < quorum) {
      return tooFew("ticks", counted.size(), quorum);
    }
    boolean failed;
    String limitKo;
    String limitEn;
    switch (test.threshold()) {
      case GateTest.Threshold.Count(int atLeast) -> {
        failed = ticks >= atLeast;
        limitKo = atLeast + "명 이상";
        limitEn = atLeast + " or more";
      }
      case GateTest.Threshold.MoreThan(GateTest.Share share) -> {
        failed = exceeds(ticks, counted.size(), share);
        limitKo = share + " 초과";
        limitEn = "more than " + share;
      }
    }
    return new TestResult(
        "ticks",
        failed ? Status.FAILED : Status.PASSED,
        new Bilingual(
            "평가위원 "
                + counted.size()
                + "명 중 "
                + ticks
                + "명이 기준 미달로 표시했습니다(미통과 기준: "
                + limitKo
                + ").",
            ticks
                + " of "
                + counted.size()
                + " reviewers ticked that the requirement is not met (the gate fails at "
                + limitEn
                + ")."));
  }

  private TestResult approval(GateTest.Approval test, String team) {
    SortedMap<String, SortedSet<String>> all = scores.panel(test.panel()).votes();
    SortedSet<String> counted = gaps.unconflicted(test.panel(), all.keySet(), team);
    long votes = counted.stream().filter(e -> ticked(all, e, team)).count();
    int quorum = gaps.quorum(test.panel());
    if (counted.size() < quorum) {
      return tooFew("approval", counted.size(), quorum);
    }
    return new TestResult(
        "approval",
        exceeds(votes, counted.size(), test.moreThan()) ? Status.PASSED : Status.FAILED,
        new Bilingual(
            "평가위원 "
                + counted.size()
                + "명 중 "
                + votes
                + "명이 찬성했습니다(통과 기준: "
                + test.moreThan()
                + " 초과).",
            votes
                + " of "
                + counted.size()
                + " reviewers voted for the team (more than "
                + test.moreThan()
                + " is needed)."));
  }

  private static boolean ticked(Map<String, SortedSet<String>> all, String evaluator, String team) {
    SortedSet<String> teams = all.get(evaluator);
    return teams != null && teams.contains(team);
  }

  private static boolean exceeds(long count, int of, GateTest.Share share) {
    return count * share.denominator() > (long) of * share.numerator();
  }

  private static TestResult tooFew(String test, int counted, int quorum) {
    return new TestResult(
        test,
        Status.UNDETERMINED,
        new Bilingual(
            "유효한 평가위원이 " + counted + "명으로 정족수 " + quorum + "명에 미치지 못합니다.",
            counted + " reviewers count, the quorum is " + quorum + "."));
  }

  private static TestResult lineage(GateTest.Lineage test, Finding finding) {
    Map<String, String> grades = finding.lineage();
    if (grades.isEmpty()) {
      return new TestResult(
          "lineage",
          Status.UNDETERMINED,
          new Bilingual("계보 보고서가 없습니다.", "There is no lineage report."));
    }
    var gravest =
        grades.entrySet().stream()
            .min(
                Comparator.<Map.Entry<String, String>>comparingInt(
                        grade -> GateTest.Lineage.GRADES.indexOf(grade.getValue()))
                    .thenComparing(Map.Entry::getKey))
            .orElseThrow();
    Status status = Status.PASSED;
    if (grades.values().stream().anyMatch(test.failsOn()::contains)) {
      status = Status.FAILED;
    } else if (grades.values().stream().anyMatch(test.undeterminedOn()::contains)) {
      status = Status.UNDETERMINED;
    }
    return new TestResult(
        "lineage",
        status,
        lineageText(gravest, finding.criteria().isEmpty() ? finding.reason() : null));
  }

  /** A grade with a reason was decided by people; without one it is the report's. */
  private static Bilingual lineageText(
      Map.Entry<String, String> grade, @Nullable Bilingual reason) {
    String korean = gradeInKorean(grade.getValue()) + "(" + grade.getValue() + ")";
    return reason == null
        ? new Bilingual(
            "계보 보고서의 등급: " + korean + ", 비교 대상: " + grade.getKey() + ".",
            "The lineage report's grade is "
                + grade.getValue()
                + " (compared with "
                + grade.getKey()
                + ").")
        : new Bilingual(
            "결정된 계보 등급(" + grade.getKey() + "): " + korean + ". " + reason.ko(),
            "Lineage decided as " + grade.getValue() + " (" + grade.getKey() + "): " + reason.en());
  }

  private static String gradeInKorean(String grade) {
    return switch (grade) {
      case "identical" -> "동일";
      case "derivation-established" -> "파생 확인";
      case "indicated" -> "파생 의심";
      case "untestable" -> "검사 불가";
      default -> "파생 흔적 없음";
    };
  }

  private static TestResult criteria(GateTest.Criteria test, Finding finding) {
    List<String> notMetKo = new ArrayList<>();
    List<String> notMetEn = new ArrayList<>();
    boolean open = false;
    for (GateTest.Criterion criterion : test.criteria()) {
      Finding.Met met = finding.criteria().get(criterion.id());
      if (met == Finding.Met.NOT_MET) {
        notMetKo.add(criterion.title().ko());
        notMetEn.add(criterion.title().en());
      }
      open |= met == null || met == Finding.Met.UNDETERMINED;
    }
    String reasonKo = finding.reason() == null ? "" : " " + finding.reason().ko();
    String reasonEn = finding.reason() == null ? "" : " " + finding.reason().en();
    if (!notMetKo.isEmpty()) {
      return new TestResult(
          "criteria",
          Status.FAILED,
          new Bilingual(
              "충족하지 못한 기준: " + String.join(", ", notMetKo) + "." + reasonKo,
              "Not met: " + String.join(", ", notMetEn) + "." + reasonEn));
    }
    return open
        ? new TestResult(
            "criteria",
            Status.UNDETERMINED,
            new Bilingual(
                "아직 판단하지 않은 기준이 있습니다." + reasonKo,
                "Not every criterion has a finding yet." + reasonEn))
        : new TestResult(
            "criteria",
            Status.PASSED,
            new Bilingual("모든 기준을 충족합니다." + reasonKo, "Every criterion is met." + reasonEn));
  }

  private static TestResult licence(GateTest.Licence test, Finding finding) {
    List<String> granted = finding.licence();
    if (granted == null) {
      return new TestResult(
          "licence",
          Status.UNDETERMINED,
          new Bilingual("라이선스를 확인하지 않았습니다.", "The licence has not been read."));
    }
    List<String> lacking =
        test.requires().stream().filter(right -> !granted.contains(right)).toList();
    return lacking.isEmpty()
        ? new TestResult(
            "licence",
            Status.PASSED,
            new Bilingual(
                "라이선스가 요구된 권한을 모두 허용합니다: " + String.join(", ", test.requires()) + ".",
                "The licence grants all that is required: "
                    + String.join(", ", test.requires())
                    + "."))
        : new TestResult(
            "licence",
            Status.FAILED,
            new Bilingual(
                "라이선스가 허용하지 않는 권한: " + String.join(", ", lacking) + ".",
                "The licence does not grant: " + String.join(", ", lacking) + "."));
  }

  private TestResult minimum(GateTest.MinimumScore test, Scoring.Scored scored) {
    Fraction result = scored.result(test.of());
    BigDecimal shown = result.approximate(10);
    boolean enough = result.compareTo(Fraction.of(test.atLeast())) >= 0;
    Bilingual of = titleOf(test.of());
    return new TestResult(
        "minimum-score",
        enough ? Status.PASSED : Status.FAILED,
        new Bilingual(
            of.ko()
                + " "
                + shown.toPlainString()
                + "점, 최저 기준 "
                + test.atLeast().toPlainString()
                + "점.",
            of.en()
                + ": "
                + shown.toPlainString()
                + " points, the minimum is "
                + test.atLeast().toPlainString()
                + "."));
  }

  private Bilingual titleOf(String id) {
    return rulebook
        .block(id)
        .map(block -> block.title())
        .or(() -> rulebook.item(id).map(item -> item.title()))
        .orElse(new Bilingual("총점", "Total"));
  }

  private TestResult onTime(GateTest.OnTime test, String teamId) {
    Calendar.Window window =
        rulebook
            .calendar()
            .window(teamId, test.window())
            .orElseThrow(() -> new IllegalStateException("no window " + test.window()));
    Team team = scores.team(teamId);
    OffsetDateTime received = team == null ? null : team.received().get(test.window());
    if (received == null) {
      return new TestResult(
          "on-time",
          Status.UNDETERMINED,
          new Bilingual(
              window.title().ko() + ": 접수 기록이 없습니다.",
              window.title().en() + ": nothing was received."));
    }
    return new TestResult(
        "on-time",
        window.contains(received) ? Status.PASSED : Status.FAILED,
        new Bilingual(
            window.title().ko()
                + ": 접수 "
                + received
                + ", 기간 "
                + window.opens()
                + " ~ "
                + window.closes()
                + ".",
            window.title().en()
                + ": received "
                + received
                + ", open from "
                + window.opens()
                + " to "
                + window.closes()
                + "."));
  }
}
