package org.gwageo.mockendpoint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the world does with one request.
 *
 * @param fault what goes wrong; null: nothing
 * @param choices the replies, those of the first prompt first
 * @param item the item asked first; null if it is not known
 * @param draw where the times of this request come from
 */
record Plan(
    @Nullable Fault fault, List<Choice> choices, AnswerKey.@Nullable Answered item, Draw draw) {

  /**
   * One reply.
   *
   * @param index its position
   * @param prompt the text that it replies to
   * @param item the item asked; null if it is not known
   * @param reasoning thinking that stands apart; empty if there is none
   * @param content the text; empty beside a tool call
   * @param tool the call made; null if none
   * @param finish why it ended
   * @param tokens how many tokens reasoning, content and arguments have
   */
  record Choice(
      int index,
      String prompt,
      AnswerKey.@Nullable Answered item,
      String reasoning,
      String content,
      KeyItem.@Nullable Tool tool,
      String finish,
      int tokens) {}

  boolean has(FaultKind kind) {
    return fault != null && fault.kind() == kind;
  }

  int completionTokens() {
    int tokens = 0;
    for (Choice choice : choices) {
      tokens += choice.tokens();
    }
    return tokens;
  }
}
