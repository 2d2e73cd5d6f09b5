package org.gwageo.benchmark.endpoint;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gwageo.benchmark.endpoint.Capabilities.Finding;
import org.gwageo.benchmark.endpoint.Capabilities.Verdict;
import org.gwageo.benchmark.endpoint.http.NanoClock;
import org.gwageo.canonical.CanonicalJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds out with one tiny request each what an endpoint can do.
 *
 * <p>An endpoint that does not know a parameter may refuse it or pass over it; where the reply
 * shows which, that counts, and else the verdict is that it cannot be told.
 */
public final class CapabilityProbe implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST_MODELS = 100;

  /** A picture of one red pixel. */
  private static final String PIXEL =
      "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mP4z8AAAAMBAQD3"
          + "A0FDAAAAAElFTkSuQmCC";

  /** A WAV file of one silent sample. */
  private static final String SILENCE =
      "UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQIAAAAAAA==";

  private final Endpoint endpoint;
  private final EndpointClient client;
  private final Map<Feature, Finding> findings = new EnumMap<>(Feature.class);
  private String limitName = "max_tokens";

  /**
   * Prepares to probe.
   *
   * @param limit the time in which each answer must come
   */
  public CapabilityProbe(Endpoint endpoint, Duration limit, InstantSource clock, NanoClock nanos) {
    this.endpoint = endpoint;
    this.client = new EndpointClient(endpoint, limit, Streaming.OFF, Set.of(), clock, nanos);
  }

  /**
   * Tries the features that are wanted, and those that others build on.
   *
   * @param wanted the features; {@link Feature#values()} for all
   * @throws InterruptedException if the calling thread is interrupted
   */
  public Capabilities probe(Set<Feature> wanted) throws InterruptedException {
    PlainReply listed = client.get("models");
    JsonNode models = tree(listed);
    List<String> names = names(models);
    find(
        Feature.MODELS,
        listed.status() == 200 && !names.isEmpty(),
        names.isEmpty() ? status(listed) : names.size() + " models");
    if (wanted.contains(Feature.COMPLETIONS) || needsCompletions(wanted)) {
      PlainReply reply = client.post("completions", completion(Map.of()));
      find(Feature.COMPLETIONS, isReply(reply), status(reply));
    }
    if (!wanted.equals(Set.of(Feature.COMPLETIONS))) {
      chat();
    }
    for (Feature feature : wanted) {
      if (!findings.containsKey(feature)) {
        attempt(feature);
      }
    }
    URI base = endpoint.base();
    String owner = text(models.path("data").path(0), "owned_by");
    return new Capabilities(
        Profile.of(owner, listed.field("Server"), base.getHost()),
        listed.field("Server"),
        names,
        findings);
  }

  private static boolean needsCompletions(Set<Feature> wanted) {
    return wanted.contains(Feature.ECHO_LOGPROBS) || wanted.contains(Feature.PROMPT_LOGPROBS);
  }

  private void chat() throws InterruptedException {
    PlainReply reply = client.post("chat/completions", chat("Say A.", Map.of()));
    if (!isReply(reply) && said(reply).contains("max_completion_tokens")) {
      limitName = "max_completion_tokens";
      find(Feature.MAX_TOKENS, false, status(reply));
      reply = client.post("chat/completions", chat("Say A.", Map.of()));
    } else if (isReply(reply)) {
      find(Feature.MAX_TOKENS, true, status(reply));
    }
    find(Feature.CHAT, isReply(reply), status(reply));
  }

  private void attempt(Feature feature) throws InterruptedException {
    switch (feature) {
      case STREAM, STREAM_USAGE -> stream();
      case SEED -> seed();
      case STOP, FOUR_STOPS -> stop(feature);
      case LOGPROBS -> logprobs();
      case ECHO_LOGPROBS ->
          prompt(
              feature,
              completion(Map.of("echo", true, "logprobs", 1)),
              "logprobs",
              "token_logprobs");
      case PROMPT_LOGPROBS ->
          prompt(feature, completion(Map.of("prompt_logprobs", 0)), "prompt_logprobs", "");
      case IMAGES -> parts(feature, Map.of("type", "image_url", "image_url", Map.of("url", PIXEL)));
      case AUDIO ->
          parts(
              feature,
              Map.of(
                  "type", "input_audio", "input_audio", Map.of("data", SILENCE, "format", "wav")));
      case TOOLS -> tools();
      case SEVERAL_CHOICES -> choices();
      case MODELS, CHAT, COMPLETIONS, MAX_TOKENS -> {}
    }
  }

  private void stream() throws InterruptedException {
    PlainReply reply =
        client.post(
            "chat/completions",
            chat(
                "Say A.", Map.of("stream", true, "stream_options", Map.of("include_usage", true))));
    if (reply.status() != 200 && said(reply).contains("stream_options")) {
      find(Feature.STREAM_USAGE, false, status(reply));
      reply = client.post("chat/completions", chat("Say A.", Map.of("stream", true)));
    }
    boolean events = reply.field("Content-Type").startsWith("text/event-stream");
    find(
        Feature.STREAM,
        reply.status() == 200 && events,
        events ? "events" : status(reply) + " without events");
    boolean counted =
        new String(reply.body(), StandardCharsets.UTF_8).contains("\"completion_tokens\"");
    findings.putIfAbsent(
        Feature.STREAM_USAGE,
        new Finding(
            events && !counted ? Verdict.UNKNOWN : verdict(counted),
            counted ? "tokens told" : "no tokens told"));
  }

  private void seed() throws InterruptedException {
    Map<String, Object> members = Map.of("seed", 7, "temperature", 1, limitName, 8);
    PlainReply one = client.post("chat/completions", chat("Write ten random digits.", members));
    PlainReply two = client.post("chat/completions", chat("Write ten random digits.", members));
    if (!isReply(one) || !isReply(two)) {
      find(Feature.SEED, false, status(one));
      return;
    }
    boolean same = written(one).equals(written(two));
    find(Feature.SEED, same, same ? "the same reply twice" : "two replies for one seed");
  }

  private void stop(Feature feature) throws InterruptedException {
    List<String> stops =
        feature == Feature.STOP
            ? List.of("\u0000")
            : List.of("\u0000", "\u0001", "\u0002", "\u0003");
    PlainReply reply = client.post("chat/completions", chat("Say A.", Map.of("stop", stops)));
    find(feature, isReply(reply), status(reply));
  }

  private void logprobs() throws InterruptedException {
    PlainReply reply =
        client.post(
            "chat/completions", chat("Say A.", Map.of("logprobs", true, "top_logprobs", 1)));
    boolean there =
        isReply(reply) && !tree(reply).path("choices").path(0).path("logprobs").isEmpty();
    find(Feature.LOGPROBS, there, there ? "log probabilities" : status(reply) + " without them");
  }

  private void prompt(Feature feature, String body, String member, String list)
      throws InterruptedException {
    PlainReply reply = client.post("completions", body);
    JsonNode scores = tree(reply).path("choices").path(0).path(member);
    JsonNode numbers = list.isEmpty() ? scores : scores.path(list);
    // The prompt has several tokens and one more is written.
    boolean there = isReply(reply) && numbers.size() > 2;
    find(feature, there, there ? numbers.size() + " tokens" : status(reply) + " without them");
  }

  private void parts(Feature feature, Map<String, Object> part) throws InterruptedException {
    Object content = List.of(Map.of("type", "text", "text", "What is this?"), part);
    PlainReply reply = client.post("chat/completions", chat(content, Map.of()));
    findings.put(
        feature, new Finding(isReply(reply) ? Verdict.UNKNOWN : Verdict.NO, status(reply)));
  }

  private void tools() throws InterruptedException {
    Object tool =
        Map.of(
            "type",
            "function",
            "function",
            Map.of(
                "name",
                "now",
                "description",
                "Tells the time.",
                "parameters",
                Map.of("type", "object", "properties", Map.of())));
    PlainReply reply =
        client.post(
            "chat/completions",
            chat("What time is it? Use the tool.", Map.of("tools", List.of(tool), limitName, 64)));
    boolean called =
        !tree(reply).path("choices").path(0).path("message").path("tool_calls").isEmpty();
    Verdict verdict = called ? Verdict.YES : isReply(reply) ? Verdict.UNKNOWN : Verdict.NO;
    findings.put(Feature.TOOLS, new Finding(verdict, called ? "a tool was called" : status(reply)));
  }

  private void choices() throws InterruptedException {
    PlainReply reply =
        client.post("chat/completions", chat("Say A.", Map.of("n", 2, "temperature", 1)));
    int choices = tree(reply).path("choices").size();
    find(Feature.SEVERAL_CHOICES, isReply(reply) && choices == 2, choices + " choices");
  }

  private String chat(Object content, Map<String, Object> members) {
    var body = new TreeMap<String, Object>();
    body.put("model", endpoint.subject().model());
    body.put("messages", List.of(Map.of("role", "user", "content", content)));
    body.put("temperature", 0);
    body.put(limitName, 4);
    body.putAll(members);
    return CanonicalJson.string(body);
  }

  private String completion(Map<String, Object> members) {
    var body = new TreeMap<String, Object>();
    body.put("model", endpoint.subject().model());
    body.put("prompt", "One, two, three, four");
    body.put("temperature", 0);
    body.put("max_tokens", 1);
    body.putAll(members);
    return CanonicalJson.string(body);
  }

  private void find(Feature feature, boolean can, String evidence) {
    findings.put(feature, new Finding(verdict(can), evidence));
  }

  private static Verdict verdict(boolean can) {
    return can ? Verdict.YES : Verdict.NO;
  }

  private static boolean isReply(PlainReply reply) {
    return reply.status() == 200 && tree(reply).path("choices").path(0).isObject();
  }

  private static String written(PlainReply reply) {
    return text(tree(reply).path("choices").path(0).path("message"), "content");
  }

  private static String said(PlainReply reply) {
    return new String(reply.body(), StandardCharsets.UTF_8);
  }

  /** Returns the status and, where it is not 200, the beginning of what was said. */
  private static String status(PlainReply reply) {
    if (reply.status() == 0) {
      return Excerpt.of(reply.body());
    }
    if (reply.status() == 200) {
      return "200";
    }
    String message = Failures.ofStatus(reply.status(), reply.body()).message();
    return reply.status() + " " + message.substring(0, Math.min(120, message.length()));
  }

  private static JsonNode tree(PlainReply reply) {
    try {
      return JSON.readTree(reply.body());
    } catch (JacksonException e) {
      // What is no JSON tells nothing more than its status.
      return JSON.nullNode();
    }
  }

  private static List<String> names(JsonNode models) {
    List<String> names = new ArrayList<>();
    for (JsonNode model : models.path("data")) {
      String name = text(model, "id");
      if (!name.isEmpty() && names.size() < MOST_MODELS) {
        names.add(WellFormed.of(name));
      }
    }
    return names;
  }

  private static String text(JsonNode tree, String name) {
    JsonNode member = tree.path(name);
    return member.isString() ? member.stringValue() : "";
  }

  @Override
  public void close() {
    client.close();
  }
}
