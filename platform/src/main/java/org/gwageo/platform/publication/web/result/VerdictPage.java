package org.gwageo.platform.publication.web.result;

import java.util.List;
import org.gwageo.platform.web.Card;
import org.gwageo.platform.web.Evidence;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;
import org.gwageo.verdict.Cut;
import org.gwageo.verdict.DisclosedVerdict.DisclosedTeam;

/**
 * The verdict of a stage.
 *
 * @param head the stage's head
 * @param evidence the line under the title
 * @param teams one entry per team, with its outcome in a sentence
 * @param cut how many were to go on, how many do
 * @param cutReasons why the two differ
 * @param confirmations who confirmed the verdict, and when
 * @param digest the digest of the verdict
 * @param rulebookDigest the digest of the rules
 */
public record VerdictPage(
    StageHead head,
    Evidence evidence,
    List<Card> teams,
    List<Fact> cut,
    List<String> cutReasons,
    List<Fact> confirmations,
    String digest,
    String rulebookDigest) {

  /** Copies the lists. */
  public VerdictPage {
    teams = List.copyOf(teams);
    cut = List.copyOf(cut);
    cutReasons = List.copyOf(cutReasons);
    confirmations = List.copyOf(confirmations);
  }

  static VerdictPage of(Page page, PublishedStage stage) {
    Cut cut = stage.shown().cut();
    return new VerdictPage(
        stage.head(),
        stage.evidence(page),
        stage.shown().teams().stream().map(team -> card(page, stage, team)).toList(),
        cut == null ? List.of() : ResultsWriter.cutFacts(page, cut),
        cut == null ? List.of() : Wording.sentences(page, cut.reasons()),
        stage.verdict().confirmations().stream()
            .map(one -> Fact.of(one.account(), page.time(one.at())))
            .toList(),
        stage.verdict().digest(),
        stage.rulebook().digest().toString());
  }

  private static Card card(Page page, PublishedStage stage, DisclosedTeam team) {
    return new Card(
        List.of(Outcomes.badge(page, team.outcome())),
        stage.name(page, team.team()),
        stage.head().path("verdict/" + team.team()),
        LetterWriter.sentence(page, team),
        List.of());
  }
}
