package org.gwageo.platform.evaluation.web;

import java.util.List;
import java.util.Map;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Crumb;
import org.gwageo.platform.web.Evidence;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Paging;
import org.jspecify.annotations.Nullable;

/**
 * What one run's model answered, question by question; beside another's when asked for.
 *
 * @param title the page's title
 * @param crumbs the way to the page
 * @param badges badges beside the title
 * @param evidence the line under the title; null for none
 * @param action where the search form is sent
 * @param hidden what the search form sends along
 * @param search what is searched for; empty for nothing
 * @param runs links to the entrant's other runs at the task; none where there is one run
 * @param filters links that show a part of the questions
 * @param others links that put another run beside it
 * @param comparison how the two runs differ; empty without another
 * @param count how many questions are shown on all pages together, in words
 * @param entries the questions of this page
 * @param paging the pages
 */
public record AnswersView(
    String title,
    List<Crumb> crumbs,
    List<Badge> badges,
    @Nullable Evidence evidence,
    String action,
    Map<String, String> hidden,
    String search,
    List<Filter> runs,
    List<Filter> filters,
    List<Fact> others,
    List<Fact> comparison,
    String count,
    List<Entry> entries,
    Paging paging) {

  /** Copies the collections. */
  public AnswersView {
    crumbs = List.copyOf(crumbs);
    badges = List.copyOf(badges);
    hidden = Map.copyOf(hidden);
    runs = List.copyOf(runs);
    filters = List.copyOf(filters);
    others = List.copyOf(others);
    comparison = List.copyOf(comparison);
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
   * @param key its name in addresses
   * @param title its number in words
   * @param item the item's id
   * @param question what was asked
   * @param expected the right answer
   * @param answers the answer, and the other run's
   */
  public record Entry(
      String key,
      String title,
      String item,
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
   * @param name who answered
   * @param path the page of the question in that run
   * @param verdict right, wrong, or why there is no answer
   * @param reply the raw reply; null where there was none
   * @param failure what the endpoint said instead; null where it replied
   * @param extracted the answer found in the reply; null where none was found
   */
  public record Given(
      String name,
      String path,
      Badge verdict,
      @Nullable String reply,
      @Nullable String failure,
      @Nullable String extracted) {}
}
