package org.gwageo.mockendpoint;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.gwageo.mockendpoint.Plan.Choice;
import org.jspecify.annotations.Nullable;

/** Decides what each request brings: the fault that meets it, or the replies. */
final class World {

  private static final List<String> WORDS =
      List.of(
          "first",
          "then",
          "count",
          "each",
          "group",
          "share",
          "whole",
          "remaining",
          "because",
          "together",
          "twice",
          "half",
          "basket",
          "river",
          "letter",
          "morning",
          "therefore",
          "number",
          "small",
          "large",
          "take",
          "away",
          "add",
          "every",
          "day",
          "week",
          "price",
          "after",
          "before",
          "left",
          "over",
          "gives");
  private static final int PARAGRAPHS = 256;

  private final MockOptions options;
  private final String[] paragraphs = new String[PARAGRAPHS];

  World(MockOptions options) {
    this.options = options;
    for (int i = 0; i < PARAGRAPHS; i++) {
      paragraphs[i] = paragraph(Draw.of(options.seed(), "paragraph", Integer.toString(i)));
    }
  }

  private String paragraph(Draw draw) {
    var text = new StringBuilder();
    for (int i = 0; i < options.words(); i++) {
      String word = WORDS.get(draw.below(WORDS.size(), i));
      text.append(i == 0 ? "" : " ").append(word);
    }
    return text.isEmpty() ? "Well." : text.append('.').toString();
  }

  /**
   * Returns what a request brings.
   *
   * @param occurrence which request for this prompt it is, from 1
   * @param ordinal which request of all it is, from 1
   */
  Plan plan(Call call, String token, int occurrence, long ordinal) {
    Draw draw = draw(call.promptId(), occurrence, 0);
    AnswerKey key = options.key();
    AnswerKey.Answered item = key == null ? null : key.find(call.prompts().getFirst());
    Fault fault = fault(call, item, token, occurrence, ordinal);
    if (fault != null && fault.kind().status() > 0) {
      return new Plan(fault, List.of(), item, draw);
    }
    List<Choice> choices = new ArrayList<>(call.settings().replies());
    for (String prompt : call.prompts()) {
      AnswerKey.Answered asked = key == null || choices.isEmpty() ? item : key.find(prompt);
      for (int i = 0; i < call.settings().replies(); i++) {
        Draw text = textDraw(call, occurrence).part(i);
        choices.add(choice(choices.size(), prompt, call, asked, text, fault));
      }
    }
    return new Plan(fault, List.copyOf(choices), item, draw);
  }

  /** The times of a request differ each time that it is sent. */
  private Draw draw(PromptId prompt, int occurrence, long salt) {
    MessageDigest digest = Draw.sha256();
    digest.update(
        ByteBuffer.allocate(36)
            .putLong(options.seed())
            .putLong(prompt.high())
            .putLong(prompt.low())
            .putInt(occurrence)
            .putLong(salt)
            .flip());
    return new Draw(ByteBuffer.wrap(digest.digest()).getLong(0));
  }

  /** The text differs each time only if the request samples and names no seed. */
  private Draw textDraw(Call call, int occurrence) {
    if (call.settings().temperature() == 0) {
      return draw(call.promptId(), 0, 0);
    }
    Long seed = call.settings().seed();
    return seed == null
        ? draw(call.promptId(), occurrence, 1)
        : draw(call.promptId(), 0, seed.longValue());
  }

  private @Nullable Fault fault(
      Call call, AnswerKey.@Nullable Answered item, String token, int occurrence, long ordinal) {
    if (options.faults().isEmpty()) {
      return null;
    }
    Draw draw = item == null ? draw(call.promptId(), 0, 2) : item.draw();
    String id = item == null ? null : item.item().id();
    for (int i = 0; i < options.faults().size(); i++) {
      Fault fault = options.faults().get(i);
      boolean excused = fault.kind() == FaultKind.UNAUTHORIZED && token.equals(fault.token());
      if (!excused && fault.meets(i, draw, id, occurrence, ordinal)) {
        return fault;
      }
    }
    return null;
  }

  private Choice choice(
      int index,
      String prompt,
      Call call,
      AnswerKey.@Nullable Answered item,
      Draw draw,
      @Nullable Fault fault) {
    FaultKind kind = fault == null ? null : fault.kind();
    if (kind == FaultKind.FILTER) {
      return new Choice(index, prompt, item, "", "", null, "content_filter", 0);
    }
    if (kind == FaultKind.EMPTY || kind == FaultKind.NULL_CONTENT) {
      return new Choice(index, prompt, item, "", "", null, "stop", 0);
    }
    KeyItem.Tool tool = tool(call, item);
    String thinking = options.reasoning() == Reasoning.NONE ? "" : thinking(draw);
    if (tool != null) {
      int tokens = Tokens.count(thinking) + Tokens.count(tool.arguments());
      String apart = options.reasoning() == Reasoning.FIELD ? thinking : "";
      return new Choice(index, prompt, item, apart, "", tool, "tool_calls", tokens);
    }
    return limited(index, prompt, call, item, thinking, content(call, item, draw), kind);
  }

  private KeyItem.@Nullable Tool tool(Call call, AnswerKey.@Nullable Answered item) {
    String choice = call.settings().toolChoice();
    if (call.tools().isEmpty() || choice.equals("none")) {
      return null;
    }
    if (item != null && item.item().tool() != null) {
      return item.right() ? item.item().tool() : new KeyItem.Tool(call.tools().getFirst(), "{}");
    }
    return switch (choice) {
      case "", "auto" -> null;
      case "required" -> new KeyItem.Tool(call.tools().getFirst(), "{}");
      default -> new KeyItem.Tool(choice, "{}");
    };
  }

  private String thinking(Draw draw) {
    return paragraphs[draw.below(PARAGRAPHS, Labels.LENGTH)];
  }

  private String content(Call call, AnswerKey.@Nullable Answered item, Draw draw) {
    String words = paragraphs[draw.below(PARAGRAPHS, Labels.WORDS)];
    if (item == null) {
      return call.settings().wantsJson() ? "{\"text\": \"" + words + "\"}" : words;
    }
    AnswerStyle style =
        call.settings().wantsJson() && item.style().states() ? AnswerStyle.JSON : item.style();
    return style.render(words, item.answer());
  }

  /** Puts the thinking where it belongs, then applies stop strings and the limit of tokens. */
  private Choice limited(
      int index,
      String prompt,
      Call call,
      AnswerKey.@Nullable Answered item,
      String thinking,
      String answer,
      @Nullable FaultKind kind) {
    String content =
        switch (options.reasoning()) {
          case NONE, FIELD -> answer;
          case INLINE -> "<think>\n" + thinking + "\n</think>\n\n" + answer;
          case UNOPENED -> thinking + "\n</think>\n\n" + answer;
          case UNTERMINATED -> "<think>\n" + thinking;
        };
    String apart = options.reasoning() == Reasoning.FIELD ? thinking : "";
    for (String stop : call.settings().stops()) {
      int at = stop.isEmpty() ? -1 : content.indexOf(stop);
      content = at < 0 ? content : content.substring(0, at);
    }
    int thought = Tokens.count(apart);
    int tokens = Tokens.count(content);
    Integer limit = call.settings().mostTokens();
    int most = limit == null ? Integer.MAX_VALUE : Math.max(0, limit - thought);
    if (kind == FaultKind.LENGTH) {
      most = Math.min(most, tokens / 3);
    }
    boolean unended = options.reasoning() == Reasoning.UNTERMINATED;
    if (tokens <= most) {
      String finish = unended ? "length" : "stop";
      return new Choice(index, prompt, item, apart, content, null, finish, thought + tokens);
    }
    String cut = String.join("", Tokens.of(content).subList(0, most));
    return new Choice(index, prompt, item, apart, cut, null, "length", thought + most);
  }
}
