package org.gwageo.platform.publication.web.result;

import java.util.List;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Evidence;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Paging;
import org.jspecify.annotations.Nullable;

/**
 * What one team's model answered, question by question; beside another's when asked for.
 *
 * @param head the stage's head
 * @param evidence the line under the title
 * @param taskPath the task's page
 * @param taskTitle the task's title
 * @param team the team's name
 * @param other the name of the team beside it; null for none
 * @param filters links that show a part of the questions
 * @param others links that put another team beside it
 * @param count how many questions are shown on all pages together, in words
 * @param entries the questions of this page
 * @param paging the pages
 */
public record AnswersPage(
    StageHead head,
    Evidence evidence,
    String taskPath,
    String taskTitle,
    String team,
    @Nullable String other,
    List<Filter> filters,
    List<Fact> others,
    String count,
    List<Entry> entries,
    Paging paging) {

  /** Copies the lists. */
  public AnswersPage {
    filters = List.copyOf(filters);
    others = List.copyOf(others);
    entries = List.copyOf(entries);
  }

  /**
   * A link that shows a part of the questions.
   *
   * @param label which part, with the number of questions
   * @param path its address
   * @param current whether it is shown
   */
  public record Filter(String label, String path, boolean current) {}

  /**
   * One question.
   *
   * @param number its position, from 1
   * @param id the item's id
   * @param repeat which repeat it is, from 1; null where each item is asked once
   * @param question what was asked
   * @param expected the right answer
   * @param answers the answer, and the other team's
   */
  public record Entry(
      int number,
      String id,
      @Nullable Integer repeat,
      String question,
      String expected,
      List<Given> answers) {

    /** Copies {@code answers}. */
    public Entry {
      answers = List.copyOf(answers);
    }
  }

  /**
   * One model's answer.
   *
   * @param team the team's name
   * @param verdict right, wrong, or why there is no answer
   * @param reply the raw reply; null where there was none
   * @param failure what the endpoint said instead; null where it replied
   * @param extracted the answer found in the reply; null where none was found
   */
  public record Given(
      String team,
      Badge verdict,
      @Nullable String reply,
      @Nullable String failure,
      @Nullable String extracted) {}
}
