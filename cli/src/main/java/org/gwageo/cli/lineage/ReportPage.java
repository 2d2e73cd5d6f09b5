package org.gwageo.cli.lineage;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gwageo.cli.terminal.Language;
import org.gwageo.cli.terminal.Table;
import org.gwageo.cli.terminal.Terminal;
import org.gwageo.lineage.CommonStart;
import org.gwageo.lineage.Finding;
import org.gwageo.lineage.Grade;
import org.gwageo.lineage.LineageReport;
import org.gwageo.lineage.LineageScreen;
import org.gwageo.lineage.independence.Outcome;
import org.gwageo.lineage.independence.Sensitivity;
import org.gwageo.lineage.independence.Untestable;

/** Lineage reports printed for people. */
final class ReportPage {

  private final Terminal terminal;

  ReportPage(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(LineageReport report) {
    terminal.out().println(name(report.grade()));
    terminal.out().println(sentence(report));
    if (!report.components().isEmpty()) {
      terminal.out().println();
      findings(report);
    }
    report.starts().forEach(this::start);
    if (!report.power().isEmpty()) {
      terminal.out().println();
      power(report.power());
    }
    if (!report.untestable().isEmpty()) {
      terminal.out().println();
      terminal.print("검정할 수 없는 부분:", "not testable:");
      for (Untestable untestable : report.untestable()) {
        terminal
            .out()
            .printf(
                "  - %s %s: %s%n",
                untestable.component(),
                untestable.family() == null ? "" : untestable.family().label(),
                untestable.reason());
      }
    }
  }

  void print(LineageScreen screen) {
    terminal.out().println(name(screen.grade()));
    terminal.out().println();
    var table =
        new Table()
            .text(terminal.say("기준 모델", "reference"))
            .text(terminal.say("등급", "grade"))
            .number("log10 p");
    screen
        .reports()
        .forEach(
            (reference, report) ->
                table.row(List.of(reference, name(report.grade()), strongest(report))));
    table.print(terminal.out());
    for (Map.Entry<String, LineageReport> entry : screen.reports().entrySet()) {
      if (screen.strongest().contains(entry.getKey()) && screen.grade() != Grade.NOT_FOUND) {
        terminal.out().println();
        terminal.out().println(entry.getKey() + ": " + sentence(entry.getValue()));
      }
    }
  }

  private void findings(LineageReport report) {
    var table =
        new Table()
            .text(terminal.say("부분", "component"))
            .text(terminal.say("검정", "test"))
            .number("z")
            .number("z*")
            .number("log10 p")
            .number(terminal.say("보정 log10 p", "adjusted log10 p"))
            .number(terminal.say("통계량", "statistic"));
    for (Finding finding : report.components()) {
      Outcome outcome = finding.outcome();
      table.row(
          List.of(
              outcome.component(),
              outcome.family().label(),
              decimal(outcome.z(), 1),
              decimal(finding.calibrated().z(), 1),
              decimal(outcome.log10p(), 1),
              decimal(finding.adjustedLog10p(), 1),
              decimal(outcome.statistic(), 4)));
    }
    table.print(terminal.out());
  }

  private void start(CommonStart start) {
    String name = String.valueOf(start.files().getFirst().get("path"));
    terminal.out().println();
    terminal
        .out()
        .println(
            terminal.say(
                "초기값 %s: 대상 z %s, 기준 z %s, %s"
                    .formatted(
                        name,
                        decimal(start.subjectZ(), 1),
                        decimal(start.referenceZ(), 1),
                        start.carried() ? "두 모델에 모두 남아 있음" : "두 모델에 모두 있지는 않음"),
                "start %s: subject z %s, reference z %s, %s"
                    .formatted(
                        name,
                        decimal(start.subjectZ(), 1),
                        decimal(start.referenceZ(), 1),
                        start.carried() ? "carried by both" : "not carried by both")));
    start
        .added()
        .forEach(
            (component, cosine) ->
                terminal
                    .out()
                    .printf(
                        "  %s %s: %s%n",
                        terminal.say("학습이 더한 값의 코사인,", "cosine of what training added,"),
                        component,
                        decimal(cosine, 3)));
  }

  private void power(List<Sensitivity> power) {
    terminal.print(
        "찾을 수 있었던 복사의 최소 크기(심은 비율):", "smallest copy that would have been found (planted share):");
    var table =
        new Table()
            .text(terminal.say("부분", "component"))
            .text(terminal.say("검정", "test"))
            .number("indicated")
            .number("established")
            .text(terminal.say("단위", "of"));
    for (Sensitivity sensitivity : power) {
      table.row(
          List.of(
              sensitivity.component(),
              sensitivity.family().label(),
              share(sensitivity.indicated()),
              share(sensitivity.established()),
              sensitivity.unit()));
    }
    table.print(terminal.out());
  }

  private String sentence(LineageReport report) {
    return report.sentence(
        terminal.language() == Language.KO
            ? org.gwageo.lineage.Language.KO
            : org.gwageo.lineage.Language.EN);
  }

  private String name(Grade grade) {
    return switch (grade) {
      case IDENTICAL -> terminal.say("동일(identical)", "identical");
      case DERIVATION_ESTABLISHED ->
          terminal.say("파생 확인(derivation-established)", "derivation-established");
      case INDICATED -> terminal.say("파생 의심(indicated)", "indicated");
      case NOT_FOUND -> terminal.say("흔적 없음(not-found)", "not-found");
      case UNTESTABLE -> terminal.say("검정 불가(untestable)", "untestable");
    };
  }

  private static String strongest(LineageReport report) {
    return report.components().stream().mapToDouble(Finding::adjustedLog10p).min().stream()
        .mapToObj(value -> decimal(value, 1))
        .findFirst()
        .orElse("–");
  }

  private static String share(double fraction) {
    return Double.isNaN(fraction) ? "–" : Math.round(fraction * 100) + " %";
  }

  private static String decimal(double value, int places) {
    return String.format(Locale.ROOT, "%." + places + "f", value);
  }
}
