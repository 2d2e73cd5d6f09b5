package org.gwageo.cli.benchmark;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
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
      description =
          "Base of an OpenAI-compatible interface; it ends in /v1. Of several models one address for"
              + " all, or one for each, joined by commas.")
  private String endpoint;

  @SuppressWarnings("NullAway.Init") // Set by picocli before anything is run.
  @Option(
      names = "--model",
      required = true,
      paramLabel = "NAME[,NAME…]",
      description =
          "The model's name at the endpoint. Where the command takes several, joined by commas.")
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

  /** Returns the only model. */
  Endpoint endpoint(Map<String, String> environment) throws CannotRun {
    List<AskedModel> all = models(environment);
    if (all.size() > 1) {
      throw new CannotRun("--model names one model here, not \"%s\"".formatted(model));
    }
    return all.getFirst().endpoint();
  }

  /**
   * Returns the models in the order in which the command line names them, each with a folder of its
   * own where there are several.
   *
   * @throws CannotRun if the lists do not fit each other, or two models cannot be told apart
   */
  List<AskedModel> models(Map<String, String> environment) throws CannotRun {
    List<String> names = parts("--model", model);
    List<String> addresses = each("--endpoint", endpoint, names.size());
    List<String> revisions = each("--revision", revision, names.size());
    List<String> variables =
        each("--token-variable", tokenVariable == null ? "" : tokenVariable, names.size());
    List<AskedModel> all = new ArrayList<>();
    Map<String, String> folders = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String folder = names.size() == 1 ? "" : folder(names.get(i));
      String other = folders.put(folder, names.get(i));
      if (other != null) {
        throw new CannotRun(
            "the models \"%s\" and \"%s\" would share the folder %s; ask them one after the other"
                .formatted(other, names.get(i), folder));
      }
      all.add(
          new AskedModel(
              endpoint(
                  addresses.get(i),
                  names.get(i),
                  revisions.get(i),
                  token(variables.get(i), environment)),
              folder));
    }
    return all;
  }

  /** Returns the parts of a list with commas; none of several may be empty. */
  private static List<String> parts(String option, String list) throws CannotRun {
    List<String> parts = Arrays.stream(list.split(",", -1)).map(String::strip).toList();
    if (parts.size() > 1 && parts.contains("")) {
      throw new CannotRun("%s has an empty part: \"%s\"".formatted(option, list));
    }
    return parts;
  }

  /** Returns one part for each model: the only one for all, or as many as there are models. */
  private static List<String> each(String option, String list, int models) throws CannotRun {
    List<String> parts = parts(option, list);
    if (parts.size() == 1) {
      return Collections.nCopies(models, parts.getFirst());
    }
    if (parts.size() != models) {
      throw new CannotRun(
          "%s has %d parts for %d models; give one for all, or one for each"
              .formatted(option, parts.size(), models));
    }
    return parts;
  }

  /** Returns a name for the folder of a model: slashes and the like become underscores. */
  private static String folder(String model) {
    String safe = model.replaceAll("[^\\p{L}\\p{N}._-]", "_");
    return safe.startsWith(".") || safe.startsWith("-") ? "_" + safe : safe;
  }

  private Endpoint endpoint(String address, String model, String revision, @Nullable String token)
      throws CannotRun {
    try {
      return new Endpoint(new URI(address), new Subject(model, revision, season), token);
    } catch (URISyntaxException e) {
      throw new CannotRun("--endpoint %s is not an address".formatted(address), e);
    } catch (IllegalArgumentException e) {
      throw new CannotRun(String.valueOf(e.getMessage()), e);
    }
  }

  private static @Nullable String token(String variable, Map<String, String> environment)
      throws CannotRun {
    if (variable.isEmpty()) {
      return null;
    }
    String token = environment.get(variable);
    if (token == null || token.isBlank()) {
      throw new CannotRun("the environment variable %s is not set".formatted(variable));
    }
    return token.strip();
  }
}
