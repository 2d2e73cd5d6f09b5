package org.gwageo.platform.publication.web.result;

import java.util.List;
import org.gwageo.platform.publication.PublishedBundle;
import org.gwageo.platform.team.Team;
import org.gwageo.platform.web.Evidence;
import org.gwageo.platform.web.Page;
import org.gwageo.verdict.DisclosedVerdict;
import org.gwageo.verdict.rules.DisclosurePolicy.Level;
import org.gwageo.verdict.rules.DisclosurePolicy.Shown;
import org.gwageo.verdict.rules.DisclosurePolicy.Viewer;
import org.gwageo.verdict.rules.Rulebook;

/**
 * A stage whose verdict is published, with nothing in it that the public may not see.
 *
 * @param head the stage's head
 * @param rulebook the rules that were applied
 * @param rulesVersion their version
 * @param verdict the verdict as far as it is shown
 * @param teams the teams that took part, guests last
 * @param bundle the published bundle
 */
public record PublishedStage(
    StageHead head,
    Rulebook rulebook,
    int rulesVersion,
    IssuedVerdict verdict,
    List<Team> teams,
    PublishedBundle bundle) {

  /** Copies {@code teams}. */
  public PublishedStage {
    teams = List.copyOf(teams);
  }

  /** Returns what is shown of the verdict. */
  public DisclosedVerdict shown() {
    return verdict.shown();
  }

  /** Returns what the rulebook shows to the public. */
  public Shown policy() {
    return rulebook.disclosure().shown(Viewer.PUBLIC);
  }

  /** Returns whether the public sees {@code level} of each team. */
  public boolean shows(Level level) {
    return policy().shows(level);
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
