package org.gwageo.platform.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gwageo.platform.web.chart.Chart;
import org.gwageo.platform.web.chart.IntervalDots;
import org.gwageo.platform.web.chart.Sparkline;
import org.gwageo.platform.web.chart.StackedBars;

/**
 * What the page of components shows: every component once, with invented figures.
 *
 * @param evidence a line of evidence
 * @param badges one badge of each tone
 * @param sections the parts of the page
 * @param steps a procedure
 * @param timeline a calendar
 * @param cards a structured list
 * @param facts terms and values
 * @param table a table
 * @param charts one of each kind
 * @param choices answers of a form
 * @param errors a form that was filled in wrongly
 */
public record Samples(
    Evidence evidence,
    List<Badge> badges,
    List<Section> sections,
    List<Step> steps,
    List<TimelineEntry> timeline,
    List<Card> cards,
    List<Fact> facts,
    DataTable table,
    List<Chart> charts,
    List<Choice> choices,
    FormErrors errors) {

  private static final String DIGEST =
      "sha256:3f2a9c1d5b7e4086a1c2d3e4f5061728394a5b6c7d8e9f00112233445566778f";
  private static final int MEASURED = 6;

  /** Returns samples in the language of {@code page}, as of {@code asOf}. */
  static Samples in(Page page, Instant asOf) {
    List<Badge> badges =
        List.of(
            new Badge(Tone.PRIMARY, page.pick("진행 중", "Under way")),
            new Badge(Tone.SUCCESS, page.pick("진출", "Advances")),
            new Badge(Tone.DANGER, page.pick("요건 미충족", "Requirement not met")),
            new Badge(Tone.WARNING, page.pick("확인 필요", "Needs attention")),
            new Badge(Tone.INFORMATION, page.pick("추가 선정", "Added")),
            new Badge(Tone.NEUTRAL, page.pick("탈락", "Out of places")));
    List<Fact> facts =
        List.of(
            Fact.of(page.pick("팀 이름", "Name of the team"), page.pick("가온", "Gaon")),
            Fact.of(
                page.pick("벤치마크", "Benchmark"),
                page.pick("한국어 읽기 2,000문항", "Korean reading, 2,000 items")),
            new Fact(page.pick("규칙", "Rules"), page.pick("규칙 v1", "Rules v1"), "/components"));
    return new Samples(
        new Evidence(asOf, page.pick("규칙 v1", "Rules v1"), DIGEST, "/components"),
        badges,
        sections(page),
        steps(page, asOf),
        timeline(page, badges),
        List.of(
            new Card(
                badges.subList(0, 1),
                page.pick("1단계 평가", "Stage 1"),
                "/components",
                page.pick("다섯 팀이 참여하고 네 팀이 진출합니다.", "Five teams take part, four advance."),
                facts.subList(0, 2)),
            new Card(
                badges.subList(1, 2),
                page.pick("선정 평가", "Selection"),
                "/components",
                page.pick("서면과 발표로 다섯 팀을 뽑았습니다.", "Five teams were chosen in two rounds."),
                List.of())),
        facts,
        table(page),
        charts(page),
        List.of(
            Choice.of("1", page.pick("매우 미흡", "Very poor")),
            new Choice(
                "2", page.pick("보통", "Fair"), page.pick("목표의 절반을 이룸", "Half of the goals met")),
            Choice.of("3", page.pick("매우 우수", "Excellent"))),
        new FormErrors(errors(page)));
  }

  private static Map<String, String> errors(Page page) {
    Map<String, String> errors = new LinkedHashMap<>();
    errors.put("name", page.pick("팀 이름은 두 글자 이상이어야 합니다.", "The name needs two letters or more."));
    errors.put("level", page.pick("수준을 하나 고르십시오.", "Choose one level."));
    return errors;
  }

  private static List<Section> sections(Page page) {
    return Stream.of(
            "steps",
            "timeline",
            "cards",
            "facts",
            "table",
            "charts",
            "progress",
            "alerts",
            "digest",
            "forms",
            "receipt")
        .map(id -> new Section(id, page.t("components." + id)))
        .toList();
  }

  private static List<Step> steps(Page page, Instant asOf) {
    String day = page.date(asOf.atZone(Moments.SEOUL).toLocalDate());
    return List.of(
        new Step(page.pick("규칙 확정", "Rules frozen"), Step.State.DONE, day, "/components"),
        new Step(page.pick("제출", "Submission"), Step.State.DONE, null, null),
        new Step(page.pick("평가", "Evaluation"), Step.State.CURRENT, null, null),
        new Step(page.pick("판정", "Verdict"), Step.State.UPCOMING, null, null));
  }

  private static List<TimelineEntry> timeline(Page page, List<Badge> badges) {
    return List.of(
        new TimelineEntry(
            page.pick("2025. 6. 20.(금)", "Fri 20 Jun 2025"),
            "2025-06-20",
            page.pick("공모", "Call for proposals"),
            null,
            List.of(Fact.of(page.pick("신청", "Applicants"), page.pick("15팀", "15 teams"))),
            "/components",
            false),
        new TimelineEntry(
            page.pick("2026. 1. 15.(목)", "Thu 15 Jan 2026"),
            "2026-01-15",
            page.pick("1단계 판정", "Verdict of stage 1"),
            badges.getFirst(),
            List.of(
                Fact.of(page.pick("예고", "Announced"), "5 → 4"),
                Fact.of(page.pick("실제", "Actual"), "5 → 3")),
            "/components",
            true),
        new TimelineEntry(
            page.pick("2026년 8월 초", "Early August 2026"),
            null,
            page.pick("2단계 평가", "Stage 2"),
            null,
            List.of(),
            null,
            false));
  }

  private static DataTable table(Page page) {
    return new DataTable(
        page.pick("팀별 배점과 점수", "Points and scores by team"),
        List.of(
            Column.words(page.pick("팀", "Team")),
            Column.numbers(page.pick("벤치마크(40점)", "Benchmark (of 40)")),
            Column.numbers(page.pick("전문가(35점)", "Experts (of 35)")),
            Column.numbers(page.pick("사용자(25점)", "Users (of 25)")),
            Column.numbers(page.pick("합계", "Total"))),
        List.of(
            List.of(page.pick("가온", "Gaon"), "33.6", "31.6", "25.0", "90.2"),
            List.of(page.pick("나래", "Narae"), "30.1", "28.4", "21.0", "79.5"),
            List.of(page.pick("다솜", "Dasom"), "28.7", "27.9", "19.8", "76.4")));
  }

  private static List<Chart> charts(Page page) {
    String team = page.pick("팀", "Team");
    List<String> names =
        List.of(page.pick("가온", "Gaon"), page.pick("나래", "Narae"), page.pick("다솜", "Dasom"));
    return List.of(bars(page, team, names), dots(page, team, names), line(page));
  }

  private static Chart bars(Page page, String team, List<String> names) {
    return new StackedBars(
            "sample-points",
            page.pick("팀별 점수의 구성(100점 만점)", "What the points are made of (of 100)"),
            page.pick(
                "가온이 90.2점으로 가장 높고 나래, 다솜이 뒤를 잇습니다.",
                "Gaon is highest with 90.2 points, followed by Narae and Dasom."),
            team,
            page.pick("합계", "Total"),
            new BigDecimal("100"),
            List.of(
                page.pick("벤치마크", "Benchmark"),
                page.pick("전문가", "Experts"),
                page.pick("사용자", "Users")),
            List.of(
                new StackedBars.Bar(names.get(0), numbers("33.6", "31.6", "25.0"), "90.2"),
                new StackedBars.Bar(names.get(1), numbers("30.1", "28.4", "21.0"), "79.5"),
                new StackedBars.Bar(names.get(2), numbers("28.7", "27.9", "19.8"), "76.4")))
        .draw();
  }

  private static Chart dots(Page page, String team, List<String> names) {
    return new IntervalDots(
            "sample-intervals",
            page.pick("합계와 95% 구간", "Totals with 95 % intervals"),
            page.pick(
                "나래와 다솜의 구간이 겹칩니다. 축은 60점에서 시작합니다.",
                "The intervals of Narae and Dasom overlap. The axis starts at 60."),
            new IntervalDots.Headings(
                team, page.pick("합계", "Total"), page.pick("95% 구간", "95 % interval")),
            new IntervalDots.Axis(
                new BigDecimal("60"),
                new BigDecimal("100"),
                numbers("60", "70", "80", "90", "100")),
            List.of(
                dot(names.get(0), "90.2", "88.1", "91.9"),
                dot(names.get(1), "79.5", "76.9", "82.3"),
                dot(names.get(2), "76.4", "73.5", "79.0")),
            new IntervalDots.Cut(new BigDecimal("78"), page.pick("진출선", "Cut")))
        .draw();
  }

  private static IntervalDots.Dot dot(String label, String estimate, String low, String high) {
    return new IntervalDots.Dot(
        label, new BigDecimal(estimate), new BigDecimal(low), new BigDecimal(high));
  }

  private static Chart line(Page page) {
    List<Sparkline.Point> points =
        Stream.iterate(1, month -> month <= MEASURED, month -> month + 1)
            .map(
                month ->
                    new Sparkline.Point(
                        page.pick(month + "월", "Month " + month),
                        BigDecimal.valueOf(400L + 60L * month)))
            .toList();
    return new Sparkline(
            "sample-use",
            page.pick("월별 GPU 사용", "GPU use by month"),
            page.pick("여섯 달 동안 꾸준히 늘었습니다.", "It grew steadily over six months."),
            page.pick("달", "Month"),
            page.pick("GPU", "GPUs"),
            points)
        .draw();
  }

  private static List<BigDecimal> numbers(String... numbers) {
    return Stream.of(numbers).map(BigDecimal::new).toList();
  }
}
