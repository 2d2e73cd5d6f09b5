package org.gwageo.platform.evaluation.web;

import java.util.List;
import org.gwageo.platform.evaluation.PromptText.Message;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Crumb;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Evidence;
import org.gwageo.platform.web.Fact;
import org.jspecify.annotations.Nullable;

/**
 * One question of a run from the prompt to the score.
 *
 * @param title the page's title
 * @param crumbs the way to the page
 * @param badges badges beside the title
 * @param evidence the line under the title; null for none
 * @param verdict right, wrong, or why there is no answer
 * @param facts what became of the question
 * @param requests what was sent, one for each request
 * @param readings what each filter made of the replies
 * @param attempts every attempt, in the order in which they ended
 * @param beside the same question in other runs
 * @param previous the question before; null for none
 * @param next the question after; null for none
 */
public record QuestionView(
    String title,
    List<Crumb> crumbs,
    List<Badge> badges,
    @Nullable Evidence evidence,
    Badge verdict,
    List<Fact> facts,
    List<Sent> requests,
    DataTable readings,
    List<Tried> attempts,
    List<Fact> beside,
    @Nullable Fact previous,
    @Nullable Fact next) {

  /** Copies the lists. */
  public QuestionView {
    crumbs = List.copyOf(crumbs);
    badges = List.copyOf(badges);
    facts = List.copyOf(facts);
    requests = List.copyOf(requests);
    attempts = List.copyOf(attempts);
    beside = List.copyOf(beside);
  }

  /**
   * One request as it was sent.
   *
   * @param title which request
   * @param messages its messages, or its text
   * @param body the whole request as JSON
   */
  public record Sent(String title, List<Message> messages, String body) {

    /** Copies {@code messages}. */
    public Sent {
      messages = List.copyOf(messages);
    }
  }

  /**
   * One attempt.
   *
   * @param title which attempt at which request
   * @param outcome answered, or why not
   * @param facts when, how long, how it ended, tokens
   * @param reply the raw reply; null where there was none
   * @param reasoning the reasoning that came apart from the reply; null for none
   * @param tools the tool calls; empty for none
   * @param failure what the endpoint said instead; null where it replied
   */
  public record Tried(
      String title,
      Badge outcome,
      List<Fact> facts,
      @Nullable String reply,
      @Nullable String reasoning,
      List<String> tools,
      @Nullable String failure) {

    /** Copies the lists. */
    public Tried {
      facts = List.copyOf(facts);
      tools = List.copyOf(tools);
    }
  }
}
