package org.gwageo.platform.publication.web.result;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gwageo.benchmark.score.Accuracy;
import org.gwageo.benchmark.score.MetricValue;
import org.gwageo.platform.publication.web.result.Measured.Run;
import org.gwageo.platform.team.Team;
import org.gwageo.verdict.Derivation.Kind;
import org.gwageo.verdict.DisclosedVerdict.DisclosedTeam;
import org.gwageo.verdict.rules.Block;
import org.gwageo.verdict.rules.DisclosurePolicy.Level;
import org.gwageo.verdict.rules.Item;
import org.jspecify.annotations.Nullable;

/** The tables of the results as CSV after RFC 4180, UTF-8, the same in both languages. */
final class ResultFiles {

  private static final String MARK = "\uFEFF";

  private ResultFiles() {}

  /** Returns the names of the tables that the rulebook shows to the public. */
  static List<String> names(PublishedStage stage) {
    List<String> names = new ArrayList<>();
    names.add("teams");
    if (stage.shows(Level.ITEMS)) {
      names.add("items");
      names.add("benchmarks");
    }
    if (stage.shows(Level.SHEETS)) {
      names.add("sheets");
    }
    if (stage.shows(Level.RAW)) {
      names.add("ratings");
    }
    return names;
  }

  /**
   * Returns the bytes of a table.
   *
   * @param mark whether they begin with a byte order mark, by which spreadsheets know UTF-8
   */
  static Optional<byte[]> bytes(
      PublishedStage stage, List<Measured> measured, String name, boolean mark) {
    if (!names(stage).contains(name)) {
      return Optional.empty();
    }
    List<List<String>> rows =
        switch (name) {
          case "teams" -> teams(stage);
          case "items" -> items(stage);
          case "benchmarks" -> benchmarks(measured);
          case "sheets" -> marks(stage, Kind.EVALUATOR);
          default -> marks(stage, Kind.RATER);
        };
    return Optional.of(((mark ? MARK : "") + text(rows)).getBytes(StandardCharsets.UTF_8));
  }

  private static List<List<String>> teams(PublishedStage stage) {
    List<String> blocks =
        stage.shows(Level.BLOCKS)
            ? stage.rulebook().blocks().stream().map(Block::id).toList()
            : List.of();
    List<List<String>> rows = new ArrayList<>();
    List<String> header = new ArrayList<>();
    header.addAll(
        List.of("team", "name_ko", "name_en", "outcome", "failed_gates", "rank", "total"));
    header.addAll(blocks);
    rows.add(header);
    for (DisclosedTeam team : stage.shown().teams()) {
      Optional<Team> named =
          stage.teams().stream().filter(one -> one.id().equals(team.team())).findFirst();
      List<String> row = new ArrayList<>();
      row.add(team.team());
      row.add(named.map(one -> one.name().ko()).orElse(""));
      row.add(named.map(one -> one.name().en()).orElse(""));
      row.add(text(team.outcome()));
      row.add(String.join(" ", team.failedGates()));
      row.add(text(team.rank()));
      row.add(text(team.total()));
      blocks.forEach(block -> row.add(text(team.blocks().get(block))));
      rows.add(row);
    }
    return rows;
  }

  private static List<List<String>> items(PublishedStage stage) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("team", "block", "item", "max", "points"));
    for (DisclosedTeam team : stage.shown().teams()) {
      for (Block block : stage.rulebook().blocks()) {
        for (Item item : block.items()) {
          var points = team.items().get(item.id());
          if (points != null) {
            rows.add(
                List.of(
                    team.team(),
                    block.id(),
                    item.id(),
                    item.points().toPlainString(),
                    points.toPlainString()));
          }
        }
      }
    }
    return rows;
  }

  private static List<List<String>> benchmarks(List<Measured> measured) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "task",
            "team",
            "guest",
            "correct",
            "counted",
            "percent",
            "standard_error",
            "digest",
            "mode",
            "metric",
            "filter",
            "value",
            "value_error",
            "publishable",
            "run"));
    for (Measured task : measured) {
      for (Run run : task.runs()) {
        Accuracy accuracy = run.result().accuracy();
        MetricValue headline = run.result().headline();
        rows.add(
            List.of(
                task.task().id(),
                run.team(),
                Boolean.toString(run.guest()),
                Long.toString(accuracy.correct()),
                Long.toString(accuracy.counted()),
                text(run.result().percentage()),
                text(accuracy.standardError()),
                run.result().digest().toString(),
                run.result().mode().word(),
                headline.name(),
                headline.filter(),
                text(headline.estimate().value()),
                text(headline.estimate().standardError()),
                Boolean.toString(run.result().isPublishable()),
                Integer.toString(run.job().run())));
      }
    }
    return rows;
  }

  private static List<List<String>> marks(PublishedStage stage, Kind kind) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        kind == Kind.RATER
            ? List.of("team", "item", "rater", "rating", "use")
            : List.of("team", "item", "evaluator", "points", "use"));
    for (DisclosedTeam team : stage.shown().teams()) {
      for (Marks.Mark mark : Marks.of(team.derivation())) {
        if (mark.kind() == kind) {
          rows.add(List.of(team.team(), mark.item(), mark.who(), mark.value(), mark.use().key()));
        }
      }
    }
    return rows;
  }

  private static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case java.math.BigDecimal number -> number.toPlainString();
      default -> value.toString();
    };
  }

  private static String text(List<List<String>> rows) {
    var out = new StringBuilder();
    for (List<String> row : rows) {
      String separator = "";
      for (String field : row) {
        boolean quoted = field.chars().anyMatch(c -> "\",\r\n".indexOf(c) >= 0);
        out.append(separator).append(quoted ? '"' + field.replace("\"", "\"\"") + '"' : field);
        separator = ",";
      }
      out.append("\r\n");
    }
    return out.toString();
  }
}
