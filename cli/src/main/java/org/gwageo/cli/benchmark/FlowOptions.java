package org.gwageo.cli.benchmark;

import java.time.Duration;
import java.util.SplittableRandom;
import org.gwageo.benchmark.endpoint.Streaming;
import org.gwageo.benchmark.run.Concurrency;
import org.gwageo.benchmark.run.RunOptions;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the command line wants an endpoint to be treated. */
final class FlowOptions {

  @Option(
      names = "--concurrency",
      paramLabel = "N|auto",
      defaultValue = "8",
      description =
          "Requests under way at once, default ${DEFAULT-VALUE}; auto finds what the endpoint"
              + " bears.")
  private String concurrency = "8";

  @Option(
      names = "--requests-per-minute",
      paramLabel = "N",
      description = "Most requests a minute; what the endpoint tells unless given.")
  private @Nullable Long requestsPerMinute;

  @Option(
      names = "--tokens-per-minute",
      paramLabel = "N",
      description =
          "Most tokens a minute, prompts and replies; what the endpoint tells unless given.")
  private @Nullable Long tokensPerMinute;

  @Option(
      names = "--attempts",
      paramLabel = "N",
      defaultValue = "5",
      description = "Most attempts at one request, default ${DEFAULT-VALUE}.")
  private int attempts = 5;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "Time in which a reply must be complete, default ${DEFAULT-VALUE}.")
  private int timeout = 120;

  @Option(
      names = "--no-stream",
      description = "Ask for whole replies; times to the first token are then not known.")
  private boolean plain;

  RunOptions options(Terminal terminal) throws CannotRun {
    if (timeout < 1) {
      throw new CannotRun("--timeout is at least 1 second, not " + timeout);
    }
    try {
      return RunOptions.standard(terminal.clock(), new SplittableRandom())
          .with(Concurrency.parse(concurrency))
          .with(plain ? Streaming.OFF : Streaming.ON)
          .withRates(requestsPerMinute, tokensPerMinute)
          .withAttempts(attempts)
          .withDeadline(Duration.ofSeconds(timeout));
    } catch (IllegalArgumentException e) {
      throw new CannotRun(String.valueOf(e.getMessage()), e);
    }
  }
}
