package org.gwageo.platform.evaluation;

import java.time.Instant;
import java.util.List;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.definition.Bilingual;
import org.jspecify.annotations.Nullable;

/**
 * A time in which entrants are measured with a suite. The id stands in every question's key, so
 * that nothing measured in one season passes for a measurement of another.
 *
 * @param id programme and season
 * @param title the title
 * @param suite the suite's name
 * @param suiteDigest the suite with its tasks, as the season was planned with it
 * @param runs how often each task is run, from 1 to {@link org.gwageo.benchmark.run.SeasonRun#MOST}
 * @param opensAt when measuring may begin
 * @param closesAt when it ends
 * @param entrants who is measured
 * @param opened who opened it, when and why; null while it is planned
 * @param purpose what it is for where a licence asks: {@code noncommercial}, or empty
 * @param announcedAt when its commitments were published; null before that
 * @param publishedAt when its results were published; null before that
 */
public record Season(
    StageId id,
    Bilingual title,
    String suite,
    String suiteDigest,
    int runs,
    Instant opensAt,
    Instant closesAt,
    List<Participant> entrants,
    @Nullable Opening opened,
    String purpose,
    @Nullable Instant announcedAt,
    @Nullable Instant publishedAt) {

  /** The purpose of a season that serves nobody's business. */
  public static final String NONCOMMERCIAL = "noncommercial";

  /** Copies the list. */
  public Season {
    entrants = List.copyOf(entrants);
  }

  /** Returns whether everybody may know of the season. */
  public boolean isPublic() {
    return announcedAt != null || opened != null;
  }

  /**
   * One entrant.
   *
   * @param name the name shown
   * @param entrant whom to ask
   */
  public record Participant(String name, Entrant entrant) {}

  /**
   * How a season was opened.
   *
   * @param by the account
   * @param at when
   * @param reason why, in its words
   */
  public record Opening(String by, Instant at, String reason) {}
}
