package org.gwageo.platform.publication.web;

import java.time.Instant;
import java.util.List;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Evidence;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Section;
import org.gwageo.platform.web.chart.Chart;
import org.jspecify.annotations.Nullable;

/**
 * A stage's rules in plain language.
 *
 * @param programme the programme's title
 * @param programmePath its page, without language prefix
 * @param stage the stage's name
 * @param stagePath its page
 * @param title the page's title
 * @param badges whether the rules are frozen
 * @param evidence version and digest
 * @param lead what binds whom, in a sentence
 * @param sections the parts of the page
 * @param chart the points of the blocks
 * @param blocks the blocks with their items
 * @param gates requirements that no score makes up for
 * @param panels who marks
 * @param places how many go on, ties and edges
 * @param rounding where values are rounded
 * @param conflicts which conflicts of interest count
 * @param windows spans of time, those of single teams among them
 * @param exceptions rules that differ for one team
 * @param disclosure what is shown to whom
 * @param statistics what is shown of the best and the mean, in sentences
 * @param notes what a reader must know, in the language of the document
 * @param sources published documents that the rules rest on
 * @param versions all versions, the newest first
 * @param digest the digest of the canonical form
 * @param yaml where the document can be downloaded
 * @param json where its canonical form can be downloaded
 */
public record RulesView(
    String programme,
    String programmePath,
    String stage,
    String stagePath,
    String title,
    List<Badge> badges,
    Evidence evidence,
    String lead,
    List<Section> sections,
    Chart chart,
    List<BlockRules> blocks,
    List<GateRules> gates,
    List<Fact> panels,
    List<String> places,
    List<Fact> rounding,
    List<String> conflicts,
    List<Fact> windows,
    List<Fact> exceptions,
    DataTable disclosure,
    List<String> statistics,
    List<String> notes,
    List<Fact> sources,
    List<Version> versions,
    String digest,
    String yaml,
    String json) {

  /**
   * A block.
   *
   * @param title its name
   * @param points its points
   * @param aggregation how the evaluators' totals become one; {@code null} when each item is
   *     aggregated on its own
   * @param items its items
   * @param notes notes in the language of the document
   */
  public record BlockRules(
      String title,
      String points,
      @Nullable String aggregation,
      List<ItemRules> items,
      List<String> notes) {}

  /** An item: what is measured, how it becomes points, and what happens when it is missing. */
  public record ItemRules(
      String title,
      String points,
      List<String> measured,
      String scaled,
      String missing,
      List<String> notes) {}

  /** A gate: what it looks at, and when it is failed. */
  public record GateRules(
      String title, List<String> tests, List<String> consequences, List<String> notes) {}

  /**
   * A version.
   *
   * @param number counts from 1
   * @param at when it was written
   * @param author by whom
   * @param reason why
   * @param digest the digest of its canonical form
   * @param path its page, without language prefix
   * @param badge whether it applies; {@code null} for one that does not
   */
  public record Version(
      int number,
      Instant at,
      String author,
      String reason,
      String digest,
      String path,
      @Nullable Badge badge) {}
}
