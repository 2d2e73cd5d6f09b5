package org.gwageo.platform.decision;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.gwageo.bundle.evidence.CorrectionFile;
import org.gwageo.bundle.evidence.EvidenceException;
import org.gwageo.bundle.evidence.EvidenceScores;
import org.gwageo.canonical.Digest;
import org.gwageo.platform.decision.VerdictVersion.Confirmation;
import org.gwageo.platform.lineage.Cases;
import org.gwageo.platform.programme.RulebookVersion;
import org.gwageo.platform.programme.Rulebooks;
import org.gwageo.platform.programme.StageDecided;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.StageState;
import org.gwageo.platform.programme.Stages;
import org.gwageo.platform.web.Word;
import org.gwageo.platform.web.WrongMomentException;
import org.gwageo.verdict.Verdict;
import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.scores.Scores;
import org.gwageo.verdict.scores.ScoresException;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Drafts verdicts, has them confirmed by two people, and issues them. */
@Service
public class Decisions {

  private final Stages stages;
  private final Rulebooks rulebooks;
  private final EvidenceDesk desk;
  private final Verdicts verdicts;
  private final Cases cases;
  private final Clock clock;

  Decisions(
      Stages stages,
      Rulebooks rulebooks,
      EvidenceDesk desk,
      Verdicts verdicts,
      Cases cases,
      Clock clock) {
    this.stages = stages;
    this.rulebooks = rulebooks;
    this.desk = desk;
    this.verdicts = verdicts;
    this.cases = cases;
    this.clock = clock;
  }

  /** Returns the newest version of a stage's verdict, issued or not. */
  @Transactional(readOnly = true)
  public Optional<VerdictVersion> newest(StageId stage) {
    return verdicts.of(stage).stream().findFirst().map(this::read);
  }

  /** Returns one version of a stage's verdict, issued or not. */
  @Transactional(readOnly = true)
  public Optional<VerdictVersion> version(StageId stage, int version) {
    return verdicts.of(stage).stream()
        .filter(verdict -> verdict.version() == version)
        .findFirst()
        .map(this::read);
  }

  /** Returns the issued versions of a stage's verdict, the oldest first. */
  @Transactional(readOnly = true)
  public List<VerdictVersion> allIssued(StageId stage) {
    return verdicts.of(stage).reversed().stream()
        .filter(verdict -> verdict.issuedAt().isPresent())
        .map(this::read)
        .toList();
  }

  /** Returns the newest issued version of a stage's verdict. */
  @Transactional(readOnly = true)
  public Optional<VerdictVersion> issued(StageId stage) {
    return verdicts.of(stage).stream()
        .filter(verdict -> verdict.issuedAt().isPresent())
        .findFirst()
        .map(this::read);
  }

  /**
   * Computes the verdict from the evidence as it is. When nothing has changed since the newest
   * version, that one is returned with its confirmations.
   *
   * @throws IllegalStateException if the stage is not being evaluated, its evidence does not yet
   *     give every score that the rules demand, or a worker is comparing runs
   */
  @Transactional
  public VerdictVersion draft(StageId stage, String account) {
    requireEvaluation(stage);
    desk.requireComplete(stage);
    String scores = scores(stage);
    var verdict = decide(rules(stage).rulebook(), scores);
    String digest = verdict.digest().toString();
    var newest = newest(stage);
    if (newest.isPresent()
        && newest.get().digest().equals(digest)
        && newest.get().scores().equals(scores)) {
      return newest.get();
    }
    verdicts.add(
        new Verdicts.Stored(
            stage,
            newest.map(VerdictVersion::version).orElse(0) + 1,
            scores,
            new String(verdict.toJson(), StandardCharsets.UTF_8),
            digest,
            account,
            clock.instant(),
            Optional.empty(),
            Optional.empty(),
            new TreeMap<>()));
    return newest(stage).orElseThrow();
  }

  /**
   * Confirms the newest draft for one person.
   *
   * @param digest what the person has read
   * @throws IllegalStateException if that is not the newest draft, its evidence has changed, or a
   *     worker is comparing runs
   */
  @Transactional
  public VerdictVersion confirm(StageId stage, String digest, String account) {
    requireEvaluation(stage);
    var newest =
        newest(stage)
            .orElseThrow(() -> new WrongMomentException("refusal.verdict.no-draft", stage));
    if (!newest.digest().equals(digest)) {
      throw new WrongMomentException("refusal.verdict.other-draft", stage, newest.digest(), digest);
    }
    desk.requireComplete(stage);
    if (!isCurrent(newest)) {
      throw new WrongMomentException("refusal.verdict.outdated", stage, newest.version());
    }
    verdicts.confirm(stage, newest.version(), digest, new Confirmation(account, clock.instant()));
    return newest(stage).orElseThrow();
  }

  /** Returns whether the evidence still gives exactly these scores. */
  @Transactional(readOnly = true)
  public boolean isCurrent(VerdictVersion version) {
    return scores(version.stage()).equals(version.scores());
  }

  @EventListener
  void issue(StageDecided event) {
    var newest = newest(event.stage()).orElseThrow();
    var heads = cases.heads(event.stage());
    // Asked again after the heads were read: a decision that came in between is in neither.
    if (!isCurrent(newest)) {
      throw new WrongMomentException("refusal.verdict.outdated", event.stage(), newest.version());
    }
    verdicts.issue(event.stage(), newest.version(), clock.instant(), heads);
  }

  private String scores(StageId stage) {
    try {
      return EvidenceScores.yaml(rules(stage).rulebook(), desk.gather(stage));
    } catch (EvidenceException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  RulebookVersion rules(StageId stage) {
    return rulebooks
        .inForce(stage)
        .orElseThrow(() -> new WrongMomentException("refusal.stage.no-rules", stage));
  }

  private void requireEvaluation(StageId stage) {
    var state = stages.get(stage).state();
    if (state != StageState.EVALUATING) {
      throw new WrongMomentException(
          "refusal.verdict.not-evaluating", stage, Word.of("office.state", state));
    }
  }

  private VerdictVersion read(Verdicts.Stored stored) {
    var verdict = decide(rules(stored.stage()).rulebook(), stored.scores());
    String digest = Digest.of(stored.verdict().getBytes(StandardCharsets.UTF_8)).toString();
    if (!verdict.digest().toString().equals(digest)) {
      throw new IllegalStateException(
          "verdict %d of stage %s no longer follows from its scores"
              .formatted(stored.version(), stored.stage()));
    }
    return new VerdictVersion(
        stored.stage(),
        stored.version(),
        stored.scores(),
        verdict,
        digest,
        stored.draftedBy(),
        stored.draftedAt(),
        verdicts.confirmations(stored.stage(), stored.version()),
        stored.issuedAt().orElse(null),
        stored.correction().map(Decisions::correction).orElse(null),
        stored.cases());
  }

  private static CorrectionFile correction(String json) {
    try {
      return CorrectionFile.parse(CorrectionFile.PATH, json.getBytes(StandardCharsets.UTF_8));
    } catch (EvidenceException e) {
      throw new IllegalStateException("a stored correction cannot be read: " + e.getMessage(), e);
    }
  }

  static Verdict decide(Rulebook rulebook, String scores) {
    try {
      return org.gwageo.verdict.Verdicts.decide(rulebook, Scores.parse(scores, rulebook));
    } catch (ScoresException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }
}
