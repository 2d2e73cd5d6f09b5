package org.gwageo.cli.benchmark;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import org.gwageo.benchmark.endpoint.Endpoint;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.run.Concurrency;
import org.gwageo.benchmark.run.RunOptions;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint and how it is treated, as the command line gives them.
 *
 * @param timeout seconds for a reply
 * @param tokenVariable the variable that holds the token; null when the endpoint wants none
 */
record RunSettings(
    String endpoint,
    String model,
    String concurrency,
    int attempts,
    int timeout,
    @Nullable String tokenVariable) {

  Endpoint endpoint(Map<String, String> environment) throws CannotRun {
    try {
      return new Endpoint(new URI(endpoint), new Subject(model, "", ""), token(environment));
    } catch (URISyntaxException e) {
      throw new CannotRun("--endpoint %s is not an address".formatted(endpoint), e);
    } catch (IllegalArgumentException e) {
      throw new CannotRun(String.valueOf(e.getMessage()), e);
    }
  }

  RunOptions options(Terminal terminal) throws CannotRun {
    if (timeout < 1) {
      throw new CannotRun("--timeout is at least 1 second, not " + timeout);
    }
    try {
      return RunOptions.standard(terminal.clock(), new SplittableRandom())
          .with(Concurrency.parse(concurrency))
          .withAttempts(attempts)
          .withDeadline(Duration.ofSeconds(timeout));
    } catch (IllegalArgumentException e) {
      throw new CannotRun(String.valueOf(e.getMessage()), e);
    }
  }

  private @Nullable String token(Map<String, String> environment) throws CannotRun {
    if (tokenVariable == null) {
      return null;
    }
    String token = environment.get(tokenVariable);
    if (token == null || token.isBlank()) {
      throw new CannotRun("the environment variable %s is not set".formatted(tokenVariable));
    }
    return token.strip();
  }
}
