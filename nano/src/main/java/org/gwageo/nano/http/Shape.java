package org.gwageo.nano.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gwageo.nano.generation.Choice;
import org.gwageo.nano.generation.Generation;
import org.gwageo.nano.tokenizer.Tokenizer;
import org.jspecify.annotations.Nullable;

/** Replies as trees of JSON, whole and in pieces. */
final class Shape {
  private final Request request;
  private final Tokenizer tokenizer;
  private final long number;
  private final long created;

  Shape(Request request, long number, long created) {
    this.request = request;
    this.tokenizer = request.model().tokenizer();
    this.number = number;
    this.created = created;
  }

  /** Returns the reply in one piece. */
  Map<String, Object> whole(Written written) {
    boolean chat = request.route() == Request.Route.CHAT;
    List<Object> choices = new ArrayList<>();
    for (int i = 0; i < written.generations().size(); i++) {
      Generation generation = written.generations().get(i);
      Map<String, Object> choice = new LinkedHashMap<>();
      choice.put("index", i);
      choice.put("finish_reason", ending(generation));
      if (chat) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("role", "assistant");
        message.put("content", generation.text());
        choice.put("message", message);
        choice.put("logprobs", told(chatProbabilities(generation.choices())));
      } else {
        List<Choice> all = new ArrayList<>();
        String text = generation.text();
        if (request.echo()) {
          text = promptText(i) + text;
          all.addAll(written.scores().isEmpty() ? List.of() : written.scores().get(i));
        }
        all.addAll(generation.choices());
        choice.put("text", text);
        choice.put("logprobs", told(textProbabilities(all)));
      }
      choices.add(choice);
    }
    Map<String, Object> reply = head(chat ? "chat.completion" : "text_completion");
    reply.put("choices", choices);
    reply.put("usage", usage(written));
    return reply;
  }

  /** Returns the first piece of a stream of a chat, which names the role. */
  Map<String, Object> opening() {
    Map<String, Object> delta = new LinkedHashMap<>();
    delta.put("role", "assistant");
    delta.put("content", "");
    return piece(0, delta, "", null, null);
  }

  /** Returns a piece of a stream with more text. */
  Map<String, Object> more(int index, String text, List<Choice> choices) {
    Map<String, Object> probabilities =
        told(
            request.route() == Request.Route.CHAT
                ? chatProbabilities(choices)
                : textProbabilities(choices));
    return piece(index, Map.of("content", text), text, probabilities, null);
  }

  /** Returns the last piece of a stream, which says why it ends. */
  Map<String, Object> ending(int index, Generation generation) {
    return piece(index, Map.of(), "", null, ending(generation));
  }

  /** Returns the piece of a stream that tells the usage. */
  Map<String, Object> usagePiece(Written written) {
    Map<String, Object> piece = head(streamObject());
    piece.put("choices", List.of());
    piece.put("usage", usage(written));
    return piece;
  }

  /** Returns the text of prompt {@code index}. */
  String promptText(int index) {
    return tokenizer.decode(
        request.prompts().get(index).stream().mapToInt(Integer::intValue).toArray());
  }

  private Map<String, Object> piece(
      int index,
      Map<String, Object> delta,
      String text,
      @Nullable Map<String, Object> probabilities,
      @Nullable String ending) {
    Map<String, Object> choice = new LinkedHashMap<>();
    choice.put("index", index);
    if (request.route() == Request.Route.CHAT) {
      choice.put("delta", delta);
    } else {
      choice.put("text", text);
    }
    choice.put("logprobs", probabilities);
    choice.put("finish_reason", ending);
    Map<String, Object> piece = head(streamObject());
    piece.put("choices", List.of(choice));
    return piece;
  }

  private String streamObject() {
    return request.route() == Request.Route.CHAT ? "chat.completion.chunk" : "text_completion";
  }

  private Map<String, Object> head(String object) {
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("id", (request.route() == Request.Route.CHAT ? "chatcmpl-" : "cmpl-") + number);
    head.put("object", object);
    head.put("created", created);
    head.put("model", request.model().name());
    head.put("system_fingerprint", request.model().digest().hex().substring(0, 16));
    return head;
  }

  private static Map<String, Object> usage(Written written) {
    Map<String, Object> usage = new LinkedHashMap<>();
    usage.put("prompt_tokens", written.promptTokens());
    usage.put("completion_tokens", written.writtenTokens());
    usage.put("total_tokens", written.promptTokens() + written.writtenTokens());
    return usage;
  }

  private static String ending(Generation generation) {
    return switch (generation.ending()) {
      case STOP -> "stop";
      case LENGTH -> "length";
    };
  }

  private @Nullable Map<String, Object> told(Map<String, Object> probabilities) {
    return request.logProbabilities() ? probabilities : null;
  }

  private Map<String, Object> chatProbabilities(List<Choice> choices) {
    List<Object> content = new ArrayList<>();
    for (Choice choice : choices) {
      Map<String, Object> token = chatToken(choice.id(), choice.logProbability().orElseThrow());
      List<Object> rivals = new ArrayList<>();
      for (Choice.Alternative rival : choice.alternatives()) {
        rivals.add(chatToken(rival.id(), rival.logProbability()));
      }
      token.put("top_logprobs", rivals);
      content.add(token);
    }
    return Map.of("content", content);
  }

  private Map<String, Object> chatToken(int id, double logProbability) {
    byte[] bytes = tokenizer.bytes(id);
    List<Object> numbers = new ArrayList<>();
    for (byte value : bytes) {
      numbers.add(value & 0xFF);
    }
    Map<String, Object> token = new LinkedHashMap<>();
    token.put("token", new String(bytes, StandardCharsets.UTF_8));
    token.put("logprob", logProbability);
    token.put("bytes", numbers);
    return token;
  }

  private Map<String, Object> textProbabilities(List<Choice> choices) {
    List<Object> tokens = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    List<Object> rivals = new ArrayList<>();
    List<Object> offsets = new ArrayList<>();
    int offset = 0;
    for (Choice choice : choices) {
      tokens.add(textToken(choice.id()));
      values.add(
          choice.logProbability().isPresent() ? choice.logProbability().getAsDouble() : null);
      Map<String, Object> top = new LinkedHashMap<>();
      for (Choice.Alternative rival : choice.alternatives()) {
        top.put(textToken(rival.id()), rival.logProbability());
      }
      rivals.add(choice.logProbability().isPresent() ? top : null);
      offsets.add(offset);
      offset += tokenizer.isSpecial(choice.id()) ? 0 : textToken(choice.id()).length();
    }
    Map<String, Object> probabilities = new LinkedHashMap<>();
    probabilities.put("tokens", tokens);
    probabilities.put("token_logprobs", values);
    probabilities.put("top_logprobs", rivals);
    probabilities.put("text_offset", offsets);
    return probabilities;
  }

  /** Tokens that are no whole characters are written as {@code bytes:\xHH}. */
  private String textToken(int id) {
    byte[] bytes = tokenizer.bytes(id);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      StringBuilder text = new StringBuilder("bytes:");
      for (byte value : bytes) {
        text.append("\\x%02x".formatted(value & 0xFF));
      }
      return text.toString();
    }
  }
}
