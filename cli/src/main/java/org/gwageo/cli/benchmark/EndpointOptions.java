package org.gwageo.cli.benchmark;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import org.gwageo.benchmark.endpoint.Endpoint;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.cli.terminal.CannotRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which model behind which endpoint the command line means. */
final class EndpointOptions {

  @SuppressWarnings("NullAway.Init") // Set by picocli before anything is run.
  @Option(
      names = "--endpoint",
      required = true,
      paramLabel = "URL",
      description = "Base of an OpenAI-compatible interface; it ends in /v1.")
  private String endpoint;

  @SuppressWarnings("NullAway.Init") // Set by picocli before anything is run.
  @Option(
      names = "--model",
      required = true,
      paramLabel = "NAME",
      description = "The model's name at the endpoint.")
  private String model;

  @Option(
      names = "--revision",
      paramLabel = "TEXT",
      defaultValue = "",
      description =
          "The state of the model, for example a digest of its weights; part of every key.")
  private String revision = "";

  @Option(
      names = "--season",
      paramLabel = "NAME",
      defaultValue = "",
      description = "The measuring season; part of every key.")
  private String season = "";

  @Option(
      names = "--token-variable",
      paramLabel = "NAME",
      description = "Environment variable that holds the endpoint's token.")
  private @Nullable String tokenVariable;

  Endpoint endpoint(Map<String, String> environment) throws CannotRun {
    if (model.indexOf(',') >= 0) {
      throw new CannotRun(
          ("--model names one model, not \"%s\"; start one command for each at the same time, each"
                  + " with its own --out, and then gwageo benchmark compare their folders")
              .formatted(model));
    }
    try {
      return new Endpoint(
          new URI(endpoint), new Subject(model, revision, season), token(environment));
    } catch (URISyntaxException e) {
      throw new CannotRun("--endpoint %s is not an address".formatted(endpoint), e);
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
