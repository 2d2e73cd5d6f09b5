package org.gwageo.cli.verdict;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gwageo.cli.terminal.Language;
import org.gwageo.cli.terminal.Table;
import org.gwageo.cli.terminal.Terminal;
import org.gwageo.verdict.Cut;
import org.gwageo.verdict.DisclosedVerdict;
import org.gwageo.verdict.DisclosedVerdict.DisclosedTeam;
import org.gwageo.verdict.DisclosedVerdict.Statistic;
import org.gwageo.verdict.GateResult;
import org.gwageo.verdict.Reason;
import org.gwageo.verdict.TeamResult;
import org.gwageo.verdict.Verdict;
import org.gwageo.verdict.rules.Bilingual;
import org.gwageo.verdict.rules.Block;
import org.gwageo.verdict.rules.Gate;
import org.gwageo.verdict.rules.Rulebook;
import org.jspecify.annotations.Nullable;

/** A verdict printed for people. */
final class VerdictPage {

  private static final String ABSENT = "–";

  /** What is printed of one team; what is absent is not shown. */
  private record Line(
      String team,
      @Nullable Bilingual name,
      @Nullable String outcome,
      @Nullable Integer rank,
      @Nullable BigDecimal total,
      Map<String, BigDecimal> blocks,
      List<GateResult> gates,
      List<Reason> reasons) {

    static Line of(TeamResult team) {
      return new Line(
          team.team(),
          team.name(),
          team.outcome().code(),
          team.rank(),
          team.total(),
          team.blocks(),
          team.gates(),
          team.reasons());
    }

    static Line of(DisclosedTeam team) {
      return new Line(
          team.team(),
          team.name(),
          team.outcome(),
          team.rank(),
          team.total(),
          team.blocks(),
          team.gates(),
          team.reasons());
    }
  }

  private final Terminal terminal;
  private final Rulebook rulebook;

  VerdictPage(Terminal terminal, Rulebook rulebook) {
    this.terminal = terminal;
    this.rulebook = rulebook;
  }

  void print(Verdict verdict) {
    List<Line> lines = verdict.teams().stream().map(Line::of).toList();
    title();
    table(lines);
    cut(verdict.cut());
    reasons(lines);
    if (!verdict.isSettled()) {
      blank();
      terminal.print("판정을 확정할 수 없습니다:", "The verdict is not settled:");
      verdict.holds().forEach(hold -> item(teams(hold) + text(hold.text())));
    }
    blank();
    digest();
    terminal.print("판정 " + verdict.digest(), "verdict  " + verdict.digest());
  }

  void print(DisclosedVerdict shown) {
    List<Line> lines = shown.teams().stream().map(Line::of).toList();
    title();
    table(lines);
    if (!shown.statistics().isEmpty()) {
      blank();
      statistics(shown.statistics());
    }
    if (shown.cut() != null) {
      cut(shown.cut());
    }
    reasons(lines);
    blank();
    digest();
  }

  private void title() {
    terminal.out().println(text(rulebook.title()));
    blank();
  }

  private void table(List<Line> lines) {
    var table =
        new Table()
            .number(terminal.say("순위", "rank"))
            .text(terminal.say("팀", "team"))
            .text(terminal.say("결과", "outcome"))
            .number(terminal.say("총점", "total") + "/" + rulebook.points().toPlainString());
    List<Block> blocks =
        rulebook.blocks().stream()
            .filter(block -> lines.stream().anyMatch(line -> line.blocks().containsKey(block.id())))
            .toList();
    blocks.forEach(block -> table.number(block.id() + "/" + block.points().toPlainString()));
    List<Gate> gates =
        rulebook.gates().stream()
            .filter(gate -> lines.stream().anyMatch(line -> found(line, gate) != null))
            .toList();
    gates.forEach(gate -> table.text(gate.id()));
    for (Line line : lines) {
      List<String> cells = new ArrayList<>();
      cells.add(shown(line.rank()));
      cells.add(line.team());
      cells.add(line.outcome() == null ? ABSENT : outcome(line.outcome()));
      cells.add(shown(line.total()));
      blocks.forEach(block -> cells.add(shown(line.blocks().get(block.id()))));
      gates.forEach(gate -> cells.add(status(found(line, gate))));
      table.row(cells);
    }
    table.print(terminal.out());
  }

  private void statistics(List<Statistic> statistics) {
    var table =
        new Table()
            .text(terminal.say("항목", "points of"))
            .number(terminal.say("최고", "best"))
            .number(terminal.say("평균", "mean"))
            .text(terminal.say("최고 팀", "best team"));
    for (Statistic statistic : statistics) {
      table.row(
          List.of(
              statistic.of(),
              shown(statistic.best()),
              shown(statistic.mean()),
              String.join(", ", statistic.bestTeams())));
    }
    table.print(terminal.out());
  }

  private void cut(Cut cut) {
    blank();
    Cut.Side announced = cut.announced();
    Cut.Side actual = cut.actual();
    terminal.print(
        "예고: %d개 팀 중 %d개 탈락, 실제: %d개 팀 중 %d개 탈락"
            .formatted(announced.from(), announced.out(), actual.from(), actual.out()),
        "announced: %d of %d out, actual: %d of %d out"
            .formatted(announced.out(), announced.from(), actual.out(), actual.from()));
    cut.reasons().forEach(reason -> item(text(reason.text()) + list(reason.teams())));
  }

  private void reasons(List<Line> lines) {
    for (Line line : lines) {
      blank();
      terminal.out().println(line.name() == null ? line.team() : heading(line.team(), line.name()));
      line.reasons().forEach(reason -> item(text(reason.text())));
    }
  }

  private void digest() {
    terminal.print("규정 " + rulebook.digest(), "rulebook " + rulebook.digest());
  }

  private String heading(String team, Bilingual name) {
    return text(name).equals(team) ? team : "%s (%s)".formatted(text(name), team);
  }

  private String outcome(String code) {
    if (terminal.language() == Language.EN) {
      return code;
    }
    return switch (code) {
      case "advances" -> "진출";
      case "out-of-places" -> "순위 밖";
      case "gate-failed" -> "관문 미통과";
      case "withdrawn" -> "기권";
      default -> code;
    };
  }

  private String status(GateResult.@Nullable Status status) {
    return switch (status) {
      case null -> ABSENT;
      case PASSED -> terminal.say("통과", "passed");
      case FAILED -> terminal.say("미통과", "failed");
      case UNDETERMINED -> terminal.say("미정", "undetermined");
      case WAIVED -> terminal.say("면제", "waived");
    };
  }

  private static GateResult.@Nullable Status found(Line line, Gate gate) {
    for (GateResult result : line.gates()) {
      if (result.gate().equals(gate.id())) {
        return result.status();
      }
    }
    return null;
  }

  private static String shown(@Nullable Object value) {
    return switch (value) {
      case null -> ABSENT;
      case BigDecimal decimal -> decimal.toPlainString();
      default -> value.toString();
    };
  }

  private static String teams(Reason reason) {
    return reason.teams().isEmpty() ? "" : String.join(", ", reason.teams()) + ": ";
  }

  private static String list(List<String> teams) {
    return teams.isEmpty() ? "" : " (" + String.join(", ", teams) + ")";
  }

  private String text(Bilingual text) {
    return terminal.say(text.ko(), text.en());
  }

  private void item(String text) {
    terminal.out().println("  - " + text);
  }

  private void blank() {
    terminal.out().println();
  }
}
