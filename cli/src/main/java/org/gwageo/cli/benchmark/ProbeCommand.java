package org.gwageo.cli.benchmark;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.gwageo.benchmark.endpoint.Adaptation;
import org.gwageo.benchmark.endpoint.Capabilities;
import org.gwageo.benchmark.endpoint.CapabilityProbe;
import org.gwageo.benchmark.endpoint.Feature;
import org.gwageo.benchmark.endpoint.http.NanoClock;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.Destination;
import org.gwageo.cli.terminal.ExitStatus;
import org.gwageo.cli.terminal.Table;
import org.gwageo.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gwageo benchmark probe}: what an endpoint can do. */
@Command(
    name = "probe",
    description = "Finds out with one tiny request each what an endpoint can do.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:the endpoint answers",
      "1:it answers neither chat nor completions",
      "2:cannot run"
    },
    footerHeading = "%nExample:%n",
    footer = "  gwageo benchmark probe --endpoint http://127.0.0.1:8000/v1 --model mine")
final class ProbeCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private EndpointOptions endpoint = new EndpointOptions();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "Time in which each answer must come, default ${DEFAULT-VALUE}.")
  private int timeout = 30;

  @Option(
      names = "--json",
      paramLabel = "OUT",
      description = "Write what was found as canonical JSON to a file, or - for standard output.")
  private @Nullable String json;

  ProbeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws CannotRun {
    Destination destination = Destination.of("--json", json);
    if (timeout < 1) {
      throw new CannotRun("--timeout is at least 1 second, not " + timeout);
    }
    Capabilities found;
    try (var probe =
        new CapabilityProbe(
            endpoint.endpoint(terminal.environment()),
            Duration.ofSeconds(timeout),
            terminal.clock(),
            NanoClock.system())) {
      found = probe.probe(EnumSet.allOf(Feature.class));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotRun("the probe was stopped", e);
    }
    destination.write(CanonicalJson.bytes(found.toTree()), terminal);
    if (destination.leavesOutputToPeople()) {
      print(found);
    }
    return found.can(Feature.CHAT) || found.can(Feature.COMPLETIONS)
        ? ExitStatus.DONE
        : ExitStatus.FOUND_SOMETHING;
  }

  private void print(Capabilities found) {
    terminal.print("종류: " + found.profile().word(), "profile: " + found.profile().word());
    var table =
        new Table()
            .text(terminal.say("기능", "feature"))
            .text(terminal.say("결과", "found"))
            .text(terminal.say("근거", "evidence"));
    for (Feature feature : Feature.values()) {
      Capabilities.Finding finding = found.findings().get(feature);
      if (finding != null) {
        table.row(List.of(feature.word(), verdict(finding.verdict()), finding.evidence()));
      }
    }
    table.print(terminal.out());
    for (Adaptation adaptation : found.adaptations()) {
      terminal.out().println("- " + adaptation.sentence());
    }
  }

  private String verdict(Capabilities.Verdict verdict) {
    return switch (verdict) {
      case YES -> terminal.say("된다", "yes");
      case NO -> terminal.say("안 된다", "no");
      case UNKNOWN -> terminal.say("알 수 없다", "cannot be told");
    };
  }
}
