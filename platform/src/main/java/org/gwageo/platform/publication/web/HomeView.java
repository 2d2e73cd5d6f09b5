package org.gwageo.platform.publication.web;

import java.time.Instant;
import java.util.List;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Card;
import org.jspecify.annotations.Nullable;

/**
 * The first page.
 *
 * @param programmes one card per programme, real ones before rehearsals
 * @param latest the verdict published last; {@code null} before there is one
 */
public record HomeView(List<Card> programmes, @Nullable Latest latest) {

  /** Copies {@code programmes}. */
  public HomeView {
    programmes = List.copyOf(programmes);
  }

  /**
   * A published verdict in short.
   *
   * @param title programme and stage
   * @param rehearsal whether it is one of a rehearsal
   * @param path the stage's page, without language prefix
   * @param at when it was published
   * @param cut how many teams were in and out
   * @param teams the outcome of each team, in the order in which the public may see them
   */
  public record Latest(
      String title,
      boolean rehearsal,
      String path,
      Instant at,
      String cut,
      List<TeamOutcome> teams) {

    /** Copies {@code teams}. */
    public Latest {
      teams = List.copyOf(teams);
    }
  }

  /** A team's name, its outcome, and the page that explains it. */
  public record TeamOutcome(String team, Badge outcome, String path) {}
}
