package org.gwageo.platform.publication.web.result;

import java.util.List;
import org.gwageo.platform.publication.PublishedBundle;
import org.gwageo.platform.team.Team;
import org.gwageo.platform.web.Evidence;
import org.gwageo.platform.web.Page;
import org.gwageo.verdict.Audience;
import org.gwageo.verdict.DisclosedVerdict;
import org.gwageo.verdict.rules.DisclosurePolicy.Level;
import org.gwageo.verdict.rules.DisclosurePolicy.Shown;
import org.gwageo.verdict.rules.DisclosurePolicy.Viewer;
import org.gwageo.verdict.rules.Rulebook;
import org.jspecify.annotations.Nullable;

/**
 * A stage whose verdict is issued, with nothing in it that its reader may not see: the public once
 * it is published, a team from the issue on.
 *
 * @param head the stage's head
 * @param rulebook the rules that were applied
 * @param rulesVersion their version
 * @param verdict the verdict as far as it is shown
 * @param teams the teams that took part, guests last
 * @param reader who reads: the public or one team
 * @param published the published bundle; null before the publication
 * @param versions where the verdict stands among the stage's other versions
 */
public record PublishedStage(
    StageHead head,
    Rulebook rulebook,
    int rulesVersion,
    IssuedVerdict verdict,
    List<Team> teams,
    Audience reader,
    @Nullable PublishedBundle published,
    Versions versions) {

  /** Makes a stage with one version of its verdict. */
  public PublishedStage(
      StageHead head,
      Rulebook rulebook,
      int rulesVersion,
      IssuedVerdict verdict,
      List<Team> teams,
      Audience reader,
      @Nullable PublishedBundle published) {
    this(head, rulebook, rulesVersion, verdict, teams, reader, published, Versions.ONE);
  }

  /** Copies {@code teams}. */
  public PublishedStage {
    teams = List.copyOf(teams);
  }

  /** Returns what is shown of the verdict. */
  public DisclosedVerdict shown() {
    return verdict.shown();
  }

  /**
   * Returns the published bundle.
   *
   * @throws IllegalStateException before the publication
   */
  public PublishedBundle bundle() {
    if (published == null) {
      throw new IllegalStateException("stage " + head.id() + " is not published");
    }
    return published;
  }

  /** Returns what the rulebook shows to the reader; to a team, of itself. */
  public Shown policy() {
    return switch (reader) {
      case Audience.Public everybody -> rulebook.disclosure().shown(Viewer.PUBLIC);
      case Audience.OneTeam team -> rulebook.disclosure().shown(Viewer.TEAM_ITSELF);
      case Audience.Reviewers reviewers -> rulebook.disclosure().shown(Viewer.REVIEWERS);
      case Audience.Office office -> rulebook.disclosure().shown(Viewer.OFFICE);
    };
  }

  /** Returns whether the reader sees {@code level} of each team; of itself, if it is one. */
  public boolean shows(Level level) {
    return policy().shows(level);
  }

  /** Returns whether the reader may read what a team's model answered. */
  public boolean showsAnswersOf(String team) {
    return (reader instanceof Audience.OneTeam(String own) && !own.equals(team))
        ? rulebook.disclosure().shown(Viewer.TEAM_OTHERS).shows(Level.RAW)
        : shows(Level.RAW);
  }

  /** Returns whether everybody can open the stage's pages. */
  public boolean isPublic() {
    return published != null;
  }

  /** Returns the full name of a team in the page's language. */
  public String name(Page page, String team) {
    return teams.stream()
        .filter(one -> one.id().equals(team))
        .findFirst()
        .map(one -> page.pick(one.name().ko(), one.name().en()))
        .orElse(team);
  }

  /** Returns the name of a team for tables, in the page's language. */
  public String shortName(Page page, String team) {
    return teams.stream()
        .filter(one -> one.id().equals(team))
        .findFirst()
        .map(one -> page.pick(one.shortName().ko(), one.shortName().en()))
        .orElse(team);
  }

  /** Returns the line under a page's title. */
  public Evidence evidence(Page page) {
    return new Evidence(
        verdict.issuedAt(),
        page.t("results.rules", rulesVersion),
        rulebook.digest().toString(),
        head.path("evidence"));
  }
}
