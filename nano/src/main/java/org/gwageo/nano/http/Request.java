package org.gwageo.nano.http;

import java.util.ArrayList;
import java.util.List;
import org.gwageo.nano.generation.Message;
import org.gwageo.nano.generation.NanoModel;
import org.gwageo.nano.generation.Sampling;
import tools.jackson.databind.JsonNode;

/**
 * A request to write, checked and ready.
 *
 * @param route which of the two completion routes it came by
 * @param model the model that writes
 * @param prompts the token ids to continue; one list a choice of the reply
 * @param sampling how to write
 * @param logProbabilities whether the reply tells log-probabilities
 * @param echo whether the reply repeats the prompt
 * @param stream whether the reply is a stream of events
 * @param streamUsage whether the stream ends with the usage
 */
record Request(
    Route route,
    NanoModel model,
    List<List<Integer>> prompts,
    Sampling sampling,
    boolean logProbabilities,
    boolean echo,
    boolean stream,
    boolean streamUsage) {
  private static final int MOST_PROMPTS = 64;
  private static final int MOST_MESSAGES = 256;
  private static final int MOST_TOKENS = 1 << 20;

  /** A completion route. */
  enum Route {
    CHAT,
    TEXT
  }

  /** Reads the body of a chat request; {@code seed} is used when it names none. */
  static Request chat(NanoModel model, Fields fields, long seed) throws ApiException {
    fields.refuseUnsupported();
    List<Message> messages = messages(fields);
    int[] prompt = model.chat(messages);
    boolean told = fields.flag("logprobs");
    long alternatives = fields.whole("top_logprobs", 0, 20, 0);
    if (alternatives > 0 && !told) {
      throw ApiException.invalid("top_logprobs", "top_logprobs needs logprobs to be true");
    }
    String limitName =
        fields.present("max_completion_tokens") != null ? "max_completion_tokens" : "max_tokens";
    long limit = fields.whole(limitName, 1, MOST_TOKENS, MOST_TOKENS);
    return new Request(
        Route.CHAT,
        model,
        List.of(checked(model, prompt)),
        sampling(fields, limit, (int) alternatives, seed),
        told,
        false,
        fields.flag("stream"),
        streamUsage(fields));
  }

  /** Reads the body of a text request; {@code seed} is used when it names none. */
  static Request text(NanoModel model, Fields fields, long seed) throws ApiException {
    fields.refuseUnsupported();
    List<List<Integer>> prompts = new ArrayList<>();
    for (int[] prompt : prompts(model, fields)) {
      prompts.add(checked(model, prompt));
    }
    JsonNode told = fields.present("logprobs");
    long alternatives = fields.whole("logprobs", 0, 20, 0);
    return new Request(
        Route.TEXT,
        model,
        prompts,
        sampling(fields, fields.whole("max_tokens", 0, MOST_TOKENS, 16), (int) alternatives, seed),
        told != null,
        fields.flag("echo"),
        fields.flag("stream"),
        streamUsage(fields));
  }

  private static Sampling sampling(Fields fields, long limit, int alternatives, long seed)
      throws ApiException {
    try {
      return new Sampling(
          (int) limit,
          fields.number("temperature", 1),
          fields.number("top_p", 1),
          fields.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE, seed),
          fields.stops(),
          alternatives);
    } catch (IllegalArgumentException e) {
      throw ApiException.invalid(null, String.valueOf(e.getMessage()));
    }
  }

  private static boolean streamUsage(Fields fields) throws ApiException {
    JsonNode options = fields.present("stream_options");
    return options != null && new Fields(options).flag("include_usage");
  }

  private static List<Integer> checked(NanoModel model, int[] prompt) throws ApiException {
    int most = model.shape().positions() - 1;
    if (prompt.length == 0) {
      throw ApiException.invalid("prompt", "the prompt is empty");
    }
    if (prompt.length > most) {
      throw ApiException.tooLong(
          "the prompt has %d tokens, the limit of model %s is %d"
              .formatted(prompt.length, model.name(), most));
    }
    List<Integer> ids = new ArrayList<>(prompt.length);
    for (int id : prompt) {
      if (id < 0 || id >= model.shape().vocabulary()) {
        throw ApiException.invalid(
            "prompt",
            "token %d is not in the vocabulary of model %s, which is 0 to %d"
                .formatted(id, model.name(), model.shape().vocabulary() - 1));
      }
      ids.add(id);
    }
    return ids;
  }

  private static List<Message> messages(Fields fields) throws ApiException {
    JsonNode node = fields.present("messages");
    if (node == null || !node.isArray() || node.isEmpty() || node.size() > MOST_MESSAGES) {
      throw ApiException.invalid(
          "messages", "messages must be a list of 1 to %d messages".formatted(MOST_MESSAGES));
    }
    List<Message> messages = new ArrayList<>();
    for (JsonNode message : node) {
      Message.Role role =
          switch (message.path("role").asString("")) {
            case "system", "developer" -> Message.Role.SYSTEM;
            case "user" -> Message.Role.USER;
            case "assistant" -> Message.Role.ASSISTANT;
            default ->
                throw ApiException.invalid(
                    "messages",
                    "the role of message %d is none of system, developer, user, assistant"
                        .formatted(messages.size()));
          };
      messages.add(new Message(role, content(message.path("content"), messages.size())));
    }
    return messages;
  }

  private static String content(JsonNode content, int index) throws ApiException {
    if (content.isString()) {
      return content.asString();
    }
    if (content.isArray()) {
      StringBuilder text = new StringBuilder();
      for (JsonNode part : content) {
        if (!part.path("type").asString("").equals("text") || !part.path("text").isString()) {
          throw ApiException.invalid(
              "messages", "message %d has a part that is not text".formatted(index));
        }
        text.append(part.path("text").asString());
      }
      return text.toString();
    }
    throw ApiException.invalid("messages", "message %d has no text content".formatted(index));
  }

  private static List<int[]> prompts(NanoModel model, Fields fields) throws ApiException {
    JsonNode node = fields.present("prompt");
    List<int[]> prompts = new ArrayList<>();
    if (node != null && node.isString()) {
      prompts.add(model.prompt(node.asString()));
    } else if (node != null && node.isArray() && node.path(0).isNumber()) {
      prompts.add(ids(node));
    } else if (node != null && node.isArray() && !node.isEmpty() && node.size() <= MOST_PROMPTS) {
      for (JsonNode prompt : node) {
        prompts.add(prompt.isString() ? model.prompt(prompt.asString()) : ids(prompt));
      }
    } else {
      throw ApiException.invalid(
          "prompt",
          "prompt must be a text, a list of token ids, or a list of 1 to %d of either"
              .formatted(MOST_PROMPTS));
    }
    return prompts;
  }

  private static int[] ids(JsonNode node) throws ApiException {
    int[] ids = new int[node.size()];
    for (int i = 0; i < ids.length; i++) {
      if (!node.path(i).isIntegralNumber() || !node.path(i).canConvertToInt()) {
        throw ApiException.invalid("prompt", "element %d of a prompt is no token id".formatted(i));
      }
      ids[i] = node.path(i).asInt();
    }
    return ids;
  }
}
