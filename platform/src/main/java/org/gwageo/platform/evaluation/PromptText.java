package org.gwageo.platform.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.gwageo.benchmark.task.Question;
import org.gwageo.benchmark.task.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Prompts as readers see them, taken from requests as they are sent. */
public final class PromptText {

  private static final JsonMapper JSON = JsonMapper.shared();

  private PromptText() {}

  /**
   * One message of a prompt.
   *
   * @param role {@code system}, {@code user}, {@code assistant} or {@code tool}; {@code prompt} for
   *     a text that is to be continued, {@code continuation} for the part of it whose probability
   *     is wanted
   * @param text the text; a word in brackets stands for an image or a sound
   */
  public record Message(String role, String text) {}

  /** Returns the messages of a request as they are sent, examples included. */
  public static List<Message> messages(Request request) {
    JsonNode body = JSON.readTree(request.body());
    var messages = new ArrayList<Message>();
    for (JsonNode message : body.path("messages")) {
      messages.add(
          new Message(message.path("role").asString("user"), content(message.path("content"))));
    }
    if (messages.isEmpty()) {
      String prompt = body.path("prompt").asString("");
      if (request.isLikelihood() && request.continuation() <= prompt.length()) {
        messages.add(new Message("prompt", prompt.substring(0, request.continuation())));
        messages.add(new Message("continuation", prompt.substring(request.continuation())));
      } else {
        messages.add(new Message("prompt", prompt));
      }
    }
    return List.copyOf(messages);
  }

  /** Returns what a reader sees of a question: the last message of its first request. */
  public static String question(Question question) {
    List<Message> messages = messages(question.requests().getFirst());
    if (messages.size() == 2 && messages.getLast().role().equals("continuation")) {
      return messages.getFirst().text();
    }
    return messages.getLast().text();
  }

  private static String content(JsonNode content) {
    if (!content.isArray()) {
      return content.asString("");
    }
    return content
        .valueStream()
        .map(
            part ->
                part.path("type").asString("").equals("text")
                    ? part.path("text").asString("")
                    : "[" + part.path("type").asString("?") + "]")
        .collect(Collectors.joining("\n"));
  }
}
