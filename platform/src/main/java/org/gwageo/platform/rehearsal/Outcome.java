package org.gwageo.platform.rehearsal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.gwageo.platform.decision.VerdictVersion;
import org.gwageo.platform.team.Teams;
import org.gwageo.verdict.Reason;

/** Prints the result of the rehearsal. */
final class Outcome {

  private Outcome() {}

  static void print(VerdictVersion issued, Teams teams, Consumer<String> out) {
    var verdict = issued.verdict();
    out.accept("");
    out.accept("  rank  team                     total  outcome");
    for (var result : verdict.teams()) {
      String name =
          teams
              .find(issued.stage().programme(), result.team())
              .map(team -> team.name().en())
              .orElse(result.team());
      var total = result.total();
      out.accept(
          "  %4s  %-22s %7s  %s"
              .formatted(
                  result.rank() == null ? "–" : result.rank().toString(),
                  name,
                  total == null ? "–" : total.toPlainString(),
                  sentence(result.outcome())));
    }
    out.accept("");
    out.accept(
        "  announced %d → %d, actual %d → %d"
            .formatted(
                verdict.cut().announced().from(),
                verdict.cut().announced().to(),
                verdict.cut().actual().from(),
                verdict.cut().actual().to()));
    for (Reason reason : verdict.cut().reasons()) {
      out.accept("  " + reason.text().en());
    }
    out.accept("  verdict " + issued.digest());
  }

  static void printAddresses(
      DemoFolder folder, int port, Map<String, URI> endpoints, Path bundle, Consumer<String> out)
      throws IOException {
    String base = "http://127.0.0.1:" + port;
    out.accept("  overview  " + base + "/programmes/rehearsal   (English: " + base + "/en/…)");
    out.accept("  verdict   " + base + "/programmes/rehearsal/stages/stage-1/verdict");
    out.accept("  own runs  " + base + "/programmes/rehearsal-runs/stages/stage-1/reproduction");
    out.accept("  proposals " + base + "/programmes/rehearsal-runs/stages/stage-1/proposals");
    out.accept("  the real programme's record   " + base + "/programmes/korea-2025");
    out.accept("  office    " + base + "/sign-in   with one of these accounts:");
    folder.accounts().forEach(line -> out.accept("              " + line));
    endpoints.forEach(
        (team, endpoint) -> out.accept("  endpoint  %-10s %s".formatted(team, endpoint)));
    out.accept("  check it yourself   ./gwageo verify " + bundle);
  }

  private static String sentence(org.gwageo.verdict.Outcome outcome) {
    return switch (outcome) {
      case org.gwageo.verdict.Outcome.Advances advances -> "advances";
      case org.gwageo.verdict.Outcome.OutOfPlaces out -> "out of places";
      case org.gwageo.verdict.Outcome.GateFailed failed ->
          "fails the gate: " + String.join(", ", failed.gates());
      case org.gwageo.verdict.Outcome.Withdrawn withdrawn -> "withdrawn";
    };
  }
}
