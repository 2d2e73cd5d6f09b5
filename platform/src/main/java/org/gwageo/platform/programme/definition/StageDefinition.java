package org.gwageo.platform.programme.definition;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One stage as planned and as it went.
 *
 * @param id unique in the programme
 * @param number place in the order of elimination stages; 0 for the selection, the number of the
 *     next elimination stage for an additional call
 * @param title what the stage is called
 * @param kind what the stage does
 * @param status how far it is in these data
 * @param entrants ids of the teams and applicants that entered, in the order to show them
 * @param places announced and actual places, or {@code null} when no plan is known
 * @param calendar when the stage opens, closes and is announced
 * @param rulebook absolute path of the rulebook file inside the programme folder, or {@code null}
 *     when no rules are published
 * @param rounds steps inside the stage, in order; often empty
 * @param outcomes what became of each entrant, as far as published
 * @param figures figures that were published, and no others
 * @param notes further sentences
 * @param attribution where the stage as a whole comes from
 */
public record StageDefinition(
    String id,
    int number,
    Bilingual title,
    Kind kind,
    Status status,
    List<String> entrants,
    @Nullable Places places,
    Calendar calendar,
    @Nullable Path rulebook,
    List<Round> rounds,
    List<Outcome> outcomes,
    List<Figure> figures,
    List<Statement> notes,
    Attribution attribution) {

  public StageDefinition {
    entrants = List.copyOf(entrants);
    rounds = List.copyOf(rounds);
    outcomes = List.copyOf(outcomes);
    figures = List.copyOf(figures);
    notes = List.copyOf(notes);
  }

  /** What a stage does. */
  public enum Kind {
    SELECTION,
    ELIMINATION,
    ADDITIONAL_CALL
  }

  /** How far a stage is. */
  public enum Status {
    PLANNED,
    RUNNING,
    CONCLUDED
  }

  /**
   * Places of a stage.
   *
   * @param entering teams that enter
   * @param planned teams that were to leave with a place, or {@code null} when not announced
   * @param actual teams that left with a place, or {@code null} while undecided
   * @param difference why the two differ, or {@code null} when they do not
   * @param attribution where it comes from
   */
  public record Places(
      int entering,
      @Nullable Integer planned,
      @Nullable Integer actual,
      @Nullable Bilingual difference,
      Attribution attribution) {}

  /** Calendar of a stage in the programme's zone; {@code null} where not known. */
  public record Calendar(
      @Nullable Moment opens, @Nullable Moment closes, @Nullable Moment announced) {}

  /** A step inside a stage that fewer leave than enter. */
  public record Round(
      String id,
      Bilingual title,
      int entering,
      int leaving,
      Period date,
      Attribution attribution) {}

  /**
   * What became of an entrant.
   *
   * @param entrant id of a team or applicant
   * @param result the outcome
   * @param round id of the round in which it fell, or {@code null}
   * @param sentence the outcome in words
   * @param attribution where it comes from
   */
  public record Outcome(
      String entrant,
      Result result,
      @Nullable String round,
      Bilingual sentence,
      Attribution attribution) {}

  /** The kinds of outcome. */
  public enum Result {
    ADVANCES,
    ADDED,
    OUT_OF_PLACES,
    GATE_FAILED,
    NOT_SELECTED,
    WITHDRAWN
  }

  /**
   * A published figure.
   *
   * @param item id of the rulebook's item or block, or {@code total}
   * @param title what was measured
   * @param points full marks
   * @param bestTeams teams said to be best; empty when not published
   * @param best the best team's points, or {@code null} when not published
   * @param mean mean over the entrants, or {@code null} when not published
   * @param attribution where it comes from
   */
  public record Figure(
      String item,
      Bilingual title,
      BigDecimal points,
      List<String> bestTeams,
      @Nullable BigDecimal best,
      @Nullable BigDecimal mean,
      Attribution attribution) {

    public Figure {
      bestTeams = List.copyOf(bestTeams);
    }
  }
}
