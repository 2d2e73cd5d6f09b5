package org.gwageo.benchmark.endpoint;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.gwageo.benchmark.task.Request;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The bytes of a request's body as an endpoint wants them. */
final class RequestBody {

  private RequestBody() {}

  static byte[] of(Request request, boolean stream, Set<Adaptation> adaptations) {
    String body = request.body();
    if (request.isLikelihood()) {
      return likelihood(body, adaptations).getBytes(StandardCharsets.UTF_8);
    }
    if (adaptations.contains(Adaptation.RENAMED_MAX_TOKENS)) {
      body = renamed(body);
    }
    if (stream) {
      body =
          body.substring(0, body.length() - 1)
              + (adaptations.contains(Adaptation.WITHOUT_STREAM_OPTIONS)
                  ? ",\"stream\":true}"
                  : ",\"stream\":true,\"stream_options\":{\"include_usage\":true}}");
    }
    return body.getBytes(StandardCharsets.UTF_8);
  }

  private static String renamed(String body) {
    ObjectNode tree = tree(body);
    JsonNode limit = tree.remove("max_tokens");
    if (limit != null) {
      tree.set("max_completion_tokens", limit);
    }
    return tree.toString();
  }

  private static String likelihood(String body, Set<Adaptation> adaptations) {
    boolean one = adaptations.contains(Adaptation.ONE_TOKEN);
    boolean listed = adaptations.contains(Adaptation.PROMPT_LOGPROBS);
    if (!one && !listed) {
      return body;
    }
    ObjectNode tree = tree(body);
    if (one || listed) {
      tree.put("max_tokens", 1);
    }
    if (listed) {
      tree.remove("echo");
      tree.remove("logprobs");
      tree.put("prompt_logprobs", 0);
    }
    return tree.toString();
  }

  /** Returns the text of a completions request's prompt; empty if it is no text. */
  static String prompt(Request request) {
    JsonNode prompt = tree(request.body()).path("prompt");
    return prompt.isString() ? prompt.stringValue() : "";
  }

  private static ObjectNode tree(String body) {
    try {
      if (Reading.JSON.readTree(body) instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException("a request's body is a JSON object: " + body, e);
    }
    throw new IllegalArgumentException("a request's body is a JSON object: " + body);
  }

  /** Made ready only where it is needed: most requests travel as they were rendered. */
  private static final class Reading {
    static final JsonMapper JSON = JsonMapper.builder().build();
  }
}
