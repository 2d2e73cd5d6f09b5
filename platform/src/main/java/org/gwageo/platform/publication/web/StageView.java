package org.gwageo.platform.publication.web;

import java.time.Instant;
import java.util.List;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Evidence;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Section;
import org.gwageo.platform.web.Step;
import org.jspecify.annotations.Nullable;

/**
 * A stage's page.
 *
 * @param programme the programme's title
 * @param programmePath its page, without language prefix
 * @param title the stage's name
 * @param path its page
 * @param rehearsal whether entrants are invented
 * @param runHere whether the stage is run on this server, and not only known from public records
 * @param badges where it stands
 * @param evidence under which rules it runs
 * @param sections the parts of the page
 * @param lead what comes next, or that it is over, in a sentence
 * @param steps the way from draft to publication; empty for a recorded stage
 * @param facts when, and how many teams
 * @param difference why announced and actual cut differ
 * @param links results, verdict, evidence
 * @param entrants who takes part, with the outcome as far as it is public
 * @param rounds steps inside the stage
 * @param figures published figures; {@code null} for none
 * @param figuresCite where they come from
 * @param notes further sentences
 * @param rules the blocks with their points; {@code null} when no rules are known
 * @param gates the gates' names
 * @param disclosure what is shown to whom; {@code null} when no rules are known
 * @param history what has been done to the stage
 */
public record StageView(
    String programme,
    String programmePath,
    String title,
    String path,
    boolean rehearsal,
    boolean runHere,
    List<Badge> badges,
    Evidence evidence,
    List<Section> sections,
    String lead,
    List<Step> steps,
    List<Cited> facts,
    @Nullable Cited difference,
    List<Fact> links,
    List<Entrant> entrants,
    List<Cited> rounds,
    @Nullable DataTable figures,
    @Nullable Cite figuresCite,
    List<Cited> notes,
    @Nullable DataTable rules,
    List<String> gates,
    @Nullable DataTable disclosure,
    List<Done> history) {

  /**
   * A team or applicant.
   *
   * @param name its name
   * @param path its page; {@code null} for an applicant without one
   * @param standing the state in a word
   * @param round the round in which it fell; {@code null} for none
   * @param sentence the outcome in words; {@code null} when nothing is said
   * @param letter the page that explains the outcome; {@code null} when there is none
   */
  public record Entrant(
      String name,
      @Nullable String path,
      Badge standing,
      @Nullable String round,
      @Nullable Cited sentence,
      @Nullable String letter) {}

  /** A step that the office has taken. */
  public record Done(Instant at, String action, String actor, String reason) {}
}
