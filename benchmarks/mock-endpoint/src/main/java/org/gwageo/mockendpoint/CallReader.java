package org.gwageo.mockendpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads requests in one pass.
 *
 * <p>The prompt's digest is taken over what was said, not over the bytes of the request: clients
 * write the same prompt with other spaces and escapes.
 */
final class CallReader {

  /** Reads members of a body while more of the body follows. */
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private static final byte PART = 0x1F;
  private static final byte MESSAGE = 0x1E;

  /** What is told about a request that cannot be read. */
  static final class BadCall extends Exception {
    private static final long serialVersionUID = 1;

    BadCall(String message) {
      super(message);
    }
  }

  private final MessageDigest digest = Draw.sha256();
  private final BiConsumer<String, String> parameters;

  private List<String> prompts = List.of();
  private String userText = "";
  private int promptBytes;
  private int images;
  private int sounds;
  private List<String> tools = List.of();
  private String model = "";
  private boolean stream;
  private boolean usage;
  private int replies;
  private @Nullable Integer mostTokens;
  private boolean oldLimit;
  private List<String> stops = List.of();
  private @Nullable Integer logprobs;
  private @Nullable Integer promptLogprobs;
  private boolean echo;
  private double temperature;
  private @Nullable Long seed;
  private boolean wantsJson;
  private String toolChoice = "";
  private boolean asked;

  /** Reads calls; parameters is told each parameter and its value as text. */
  CallReader(BiConsumer<String, String> parameters) {
    this.parameters = parameters;
  }

  /** Reads one request's body. */
  Call read(boolean chat, HttpInput.Body body) throws BadCall {
    clear();
    try (JsonParser parser = JSON.createParser(body.array(), body.from(), body.length())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new BadCall("the body is no JSON object");
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        member(chat, name, parser);
      }
    } catch (JacksonException e) {
      throw new BadCall("the body is no JSON: " + e.getOriginalMessage());
    }
    if (!asked) {
      throw new BadCall(chat ? "messages are missing" : "prompt is missing");
    }
    if (replies < 1 || replies > Call.MOST_REPLIES) {
      throw new BadCall("n is between 1 and " + Call.MOST_REPLIES + ", not " + replies);
    }
    ByteBuffer hash = ByteBuffer.wrap(digest.digest());
    return new Call(
        chat,
        chat ? List.of(userText) : prompts,
        new PromptId(hash.getLong(0), hash.getLong(8)),
        promptBytes,
        images,
        sounds,
        tools,
        new Call.Settings(
            model,
            stream,
            usage,
            replies,
            mostTokens,
            oldLimit,
            stops,
            logprobs,
            promptLogprobs,
            echo,
            temperature,
            seed,
            wantsJson,
            toolChoice));
  }

  private void clear() {
    digest.reset();
    prompts = List.of();
    userText = "";
    promptBytes = 0;
    images = 0;
    sounds = 0;
    tools = List.of();
    model = "";
    stream = false;
    usage = false;
    replies = 1;
    mostTokens = null;
    oldLimit = false;
    stops = List.of();
    logprobs = null;
    promptLogprobs = null;
    echo = false;
    temperature = 1;
    seed = null;
    wantsJson = false;
    toolChoice = "";
    asked = false;
  }

  private void member(boolean chat, String name, JsonParser parser) throws BadCall {
    switch (name) {
      case "messages" -> {
        asked |= chat;
        messages(parser);
      }
      case "prompt" -> {
        asked |= !chat;
        prompt(parser);
      }
      case "tools" -> tools(JSON.readTree(parser));
      case "stop" -> {
        stops = texts(parser);
        parameters.accept(name, stops.size() + " strings");
      }
      case "stream_options" -> usage = JSON.readTree(parser).path("include_usage").asBoolean(false);
      case "response_format" -> {
        String type = JSON.readTree(parser).path("type").asString("");
        parameters.accept(name, type);
        wantsJson = type.startsWith("json");
      }
      case "tool_choice" -> {
        JsonNode choice = JSON.readTree(parser);
        toolChoice =
            choice.isString()
                ? choice.stringValue()
                : choice.path("function").path("name").asString("");
      }
      default -> scalar(name, parser);
    }
  }

  private void scalar(String name, JsonParser parser) throws BadCall {
    JsonToken token = parser.currentToken();
    if (token.isStructStart()) {
      parser.skipChildren();
      parameters.accept(name, "…");
      return;
    }
    if (token == JsonToken.VALUE_NULL) {
      return;
    }
    String value = parser.getString();
    if (!name.equals("model")) {
      parameters.accept(name, value);
    }
    try {
      set(name, value, token);
    } catch (NumberFormatException e) {
      throw new BadCall(name + " is a number, not " + value);
    }
  }

  private void set(String name, String value, JsonToken token) {
    switch (name) {
      case "model" -> model = value;
      case "stream" -> stream = token == JsonToken.VALUE_TRUE;
      case "n" -> replies = Integer.parseInt(value);
      case "max_tokens" -> {
        mostTokens = Integer.valueOf(value);
        oldLimit = true;
      }
      case "max_completion_tokens" -> mostTokens = Integer.valueOf(value);
      case "logprobs" -> {
        if (token == JsonToken.VALUE_TRUE) {
          logprobs = 0;
        } else if (token != JsonToken.VALUE_FALSE) {
          logprobs = Integer.valueOf(value);
        }
      }
      case "top_logprobs" -> logprobs = Integer.valueOf(value);
      case "prompt_logprobs" -> promptLogprobs = Integer.valueOf(value);
      case "echo" -> echo = token == JsonToken.VALUE_TRUE;
      case "temperature" -> temperature = Double.parseDouble(value);
      case "seed" -> seed = Long.valueOf(value);
      default -> {}
    }
  }

  private void messages(JsonParser parser) throws BadCall {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new BadCall("messages are no list");
    }
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      String role = "";
      String content = "";
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "role" -> role = parser.getString();
          case "content" -> content = content(parser);
          default -> parser.skipChildren();
        }
      }
      digest.update(role.getBytes(StandardCharsets.UTF_8));
      digest.update(PART);
      said(content);
      digest.update(MESSAGE);
      if (role.equals("user")) {
        userText = content;
      }
    }
  }

  /** Reads a message's content: text, or a list of parts whose texts are joined by line ends. */
  private String content(JsonParser parser) {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      return parser.currentToken() == JsonToken.VALUE_STRING ? parser.getString() : "";
    }
    var text = new StringBuilder();
    JsonNode parts = JSON.readTree(parser);
    for (JsonNode part : parts) {
      switch (part.path("type").asString("")) {
        case "text" ->
            text.append(text.isEmpty() ? "" : "\n").append(part.path("text").asString(""));
        case "image_url" -> {
          images++;
          medium(part.path("image_url").path("url").asString(""));
        }
        case "input_audio" -> {
          sounds++;
          medium(part.path("input_audio").path("data").asString(""));
        }
        default -> {}
      }
    }
    return text.toString();
  }

  private void medium(String data) {
    digest.update(data.getBytes(StandardCharsets.UTF_8));
    digest.update(PART);
  }

  private void prompt(JsonParser parser) throws BadCall {
    switch (parser.currentToken()) {
      case VALUE_STRING -> {
        prompts = List.of(parser.getString());
        said(prompts.getFirst());
      }
      case START_ARRAY -> {
        List<String> several = new ArrayList<>();
        for (JsonNode part : JSON.readTree(parser)) {
          several.add(part.isString() ? part.stringValue() : part.toString());
          said(several.getLast());
          digest.update(MESSAGE);
        }
        prompts = List.copyOf(several);
      }
      default -> throw new BadCall("a prompt is text or a list");
    }
  }

  private void said(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(bytes);
    promptBytes += bytes.length;
  }

  private void tools(JsonNode list) {
    List<String> names = new ArrayList<>();
    for (JsonNode tool : list) {
      names.add(tool.path("function").path("name").asString(""));
    }
    tools = List.copyOf(names);
    digest.update(list.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> texts(JsonParser parser) {
    JsonNode tree = JSON.readTree(parser);
    List<String> texts = new ArrayList<>();
    if (tree.isString()) {
      texts.add(tree.stringValue());
    }
    for (JsonNode part : tree) {
      texts.add(part.asString(""));
    }
    return List.copyOf(texts);
  }
}
