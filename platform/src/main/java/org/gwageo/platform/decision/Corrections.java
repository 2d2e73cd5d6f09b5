package org.gwageo.platform.decision;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.gwageo.bundle.evidence.CorrectedScores;
import org.gwageo.bundle.evidence.CorrectionFile;
import org.gwageo.bundle.evidence.CorrectionFile.DecidedCase;
import org.gwageo.bundle.evidence.EvidenceException;
import org.gwageo.platform.decision.VerdictVersion.Confirmation;
import org.gwageo.platform.lineage.Cases;
import org.gwageo.platform.lineage.VerificationCase;
import org.gwageo.platform.programme.Stage;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.StageState;
import org.gwageo.platform.programme.Stages;
import org.gwageo.platform.team.Team;
import org.gwageo.platform.team.Teams;
import org.gwageo.platform.web.WrongMomentException;
import org.gwageo.platform.web.WrongValueException;
import org.gwageo.verdict.VerdictDifference;
import org.gwageo.verdict.rules.GateTest;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Corrects issued verdicts by cases that were decided afterwards: the office re-opens the verdict
 * for a reason, two people confirm the correction, and the corrected verdict is issued as a further
 * version. What goes into it are the scores of the superseded version and the decided cases.
 */
@Service
public class Corrections {

  private final Decisions decisions;
  private final Verdicts verdicts;
  private final Cases cases;
  private final Stages stages;
  private final Teams teams;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Corrections(
      Decisions decisions,
      Verdicts verdicts,
      Cases cases,
      Stages stages,
      Teams teams,
      ApplicationEventPublisher events,
      Clock clock) {
    this.decisions = decisions;
    this.verdicts = verdicts;
    this.cases = cases;
    this.stages = stages;
    this.teams = teams;
    this.events = events;
    this.clock = clock;
  }

  /** Returns what is decided in the cases of a stage and not in its issued verdict, by team. */
  @Transactional(readOnly = true)
  public List<DecidedCase> due(StageId stage) {
    return decisions.issued(stage).map(this::due).orElse(List.of());
  }

  /** A rulebook whose gates do not ask for lineage takes no case into its scores. */
  private static boolean asksForLineage(VerdictVersion version) {
    return version.verdict().rulebook().gates().stream()
        .flatMap(gate -> gate.tests().stream())
        .anyMatch(GateTest.Lineage.class::isInstance);
  }

  private List<DecidedCase> due(VerdictVersion issued) {
    if (!asksForLineage(issued)) {
      return List.of();
    }
    var carried = Cases.decisions(cases.at(issued.stage(), issued.cases()));
    var now = cases.of(issued.stage());
    var decided = Cases.decisions(now);
    var due = new ArrayList<DecidedCase>();
    for (VerificationCase one : now) {
      if (!Objects.equals(decided.get(one.team()), carried.get(one.team()))) {
        due.add(decided(one));
      }
    }
    return due;
  }

  private static DecidedCase decided(VerificationCase one) {
    var decision = one.decision().orElseThrow();
    var event = one.file().decided().orElseThrow();
    return new DecidedCase(
        one.team(),
        one.number(),
        decision.outcome().grade().id(),
        decision.reason(),
        event.at(),
        event.digest());
  }

  /** Returns the cases of a stage that wait for people. */
  @Transactional(readOnly = true)
  public List<VerificationCase> open(StageId stage) {
    return cases.of(stage).stream().filter(one -> !one.settled()).toList();
  }

  /** Returns the correction of the issued verdict that waits for its two people, if any does. */
  @Transactional(readOnly = true)
  public Optional<VerdictVersion> draft(StageId stage) {
    return decisions
        .newest(stage)
        .filter(newest -> newest.issuedAt() == null && newest.correction() != null);
  }

  /** Returns whether a draft still holds exactly the cases that are due. */
  @Transactional(readOnly = true)
  public boolean isCurrent(VerdictVersion draft) {
    var correction = draft.correction();
    return correction != null && correction.cases().equals(due(draft.stage()));
  }

  /**
   * Re-opens the issued verdict of a stage and drafts the corrected one. The same reason for the
   * same cases gives the draft that is there, with its confirmations.
   *
   * @param reason why, in the office's words; it is published
   * @throws IllegalStateException if no verdict is issued, or no case was decided since
   * @throws IllegalArgumentException if there is no reason
   */
  @Transactional
  public VerdictVersion reopen(StageId stage, String reason, String account) {
    if (reason.isBlank()) {
      throw new WrongValueException("refusal.correction.reason");
    }
    verdicts.lock(stage);
    var issued =
        decisions
            .issued(stage)
            .orElseThrow(() -> new WrongMomentException("refusal.correction.no-verdict", stage));
    var due = due(issued);
    if (due.isEmpty()) {
      throw new WrongMomentException("refusal.correction.nothing-due", stage, issued.version());
    }
    var present = draft(stage);
    if (present.isPresent() && repeats(present.get(), reason.strip(), due)) {
      return present.get();
    }
    int version = decisions.newest(stage).orElseThrow().version() + 1;
    verdicts.add(corrected(issued, version, reason.strip(), due, account));
    return draft(stage).orElseThrow();
  }

  private static boolean repeats(VerdictVersion draft, String reason, List<DecidedCase> due) {
    var correction = draft.correction();
    return correction != null
        && correction.reason().equals(reason)
        && correction.cases().equals(due);
  }

  private Verdicts.Stored corrected(
      VerdictVersion issued, int version, String reason, List<DecidedCase> due, String account) {
    var rulebook = decisions.rules(issued.stage()).rulebook();
    String scores;
    try {
      scores = CorrectedScores.yaml(issued.scores(), rulebook, due);
    } catch (EvidenceException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
    var verdict = Decisions.decide(rulebook, scores);
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var correction =
        new CorrectionFile(
            issued.stage().programme(),
            issued.stage().stage(),
            version,
            new CorrectionFile.Superseded(
                issued.version(),
                issued.verdict().digest(),
                Objects.requireNonNull(issued.issuedAt())),
            verdict.digest(),
            reason,
            now,
            due,
            VerdictDifference.between(issued.verdict(), verdict).toTree());
    return new Verdicts.Stored(
        issued.stage(),
        version,
        scores,
        new String(verdict.toJson(), StandardCharsets.UTF_8),
        verdict.digest().toString(),
        account,
        now,
        Optional.empty(),
        Optional.of(new String(correction.toJson(), StandardCharsets.UTF_8)),
        new TreeMap<>());
  }

  /**
   * Confirms a drafted correction for one person.
   *
   * @param digest of the correction that the person has read
   * @throws IllegalStateException if that is not the draft, a further case was decided since, or
   *     the corrected verdict is not settled
   */
  @Transactional
  public VerdictVersion confirm(StageId stage, String digest, String account) {
    verdicts.lock(stage);
    var draft = ready(stage, digest);
    verdicts.confirm(stage, draft.version(), digest, new Confirmation(account, clock.instant()));
    return draft(stage).orElseThrow();
  }

  /**
   * Issues a correction that two people have confirmed; if the stage is published, the decided
   * cases and the bundle of the corrected verdict are published with it. One that is issued already
   * stays as it is.
   *
   * @param digest of the correction
   * @throws IllegalStateException as {@link #confirm} does, or if people are missing
   */
  @Transactional
  public VerdictVersion issue(StageId stage, String digest) {
    verdicts.lock(stage);
    var issued = decisions.issued(stage);
    if (issued.isPresent()
        && issued.get().correction() != null
        && issued.get().confirmedDigest().equals(digest)) {
      return issued.get();
    }
    var draft = ready(stage, digest);
    if (!draft.confirmed()) {
      throw new WrongMomentException(
          "refusal.correction.unconfirmed",
          VerdictVersion.CONFIRMATIONS,
          digest,
          draft.confirmations().size());
    }
    if (stages.get(stage).state() == StageState.PUBLISHED) {
      cases.publishDecided(stage);
    }
    var heads = cases.heads(stage);
    // Asked again after the heads were read: a decision that came in between is in neither.
    ready(stage, digest);
    verdicts.issue(stage, draft.version(), clock.instant(), heads);
    events.publishEvent(new VerdictCorrected(stage, draft.version()));
    return decisions.issued(stage).orElseThrow();
  }

  private VerdictVersion ready(StageId stage, String digest) {
    var draft =
        draft(stage)
            .orElseThrow(() -> new WrongMomentException("refusal.correction.no-draft", stage));
    if (!draft.confirmedDigest().equals(digest)) {
      throw new WrongMomentException(
          "refusal.correction.other-draft", stage, draft.confirmedDigest(), digest);
    }
    if (!isCurrent(draft)) {
      throw new WrongMomentException("refusal.correction.outdated", stage, draft.version());
    }
    if (!draft.verdict().isSettled()) {
      throw new WrongMomentException("refusal.correction.unsettled", draft.version(), stage);
    }
    return draft;
  }

  /**
   * Returns what a correction changes.
   *
   * @throws IllegalArgumentException if {@code version} corrects nothing
   */
  @Transactional(readOnly = true)
  public VerdictDifference difference(VerdictVersion version) {
    return VerdictDifference.between(superseded(version).verdict(), version.verdict());
  }

  /**
   * Returns the version that a correction supersedes.
   *
   * @throws IllegalArgumentException if {@code version} corrects nothing
   */
  @Transactional(readOnly = true)
  public VerdictVersion superseded(VerdictVersion version) {
    var correction = version.correction();
    if (correction == null) {
      throw new IllegalArgumentException(
          "version %d of stage %s corrects no other".formatted(version.version(), version.stage()));
    }
    return decisions
        .version(version.stage(), correction.supersedes().version())
        .orElseThrow(
            () -> new IllegalStateException("the superseded version of " + version + " is gone"));
  }

  /** Returns the later stages in which a team takes part, or not, against a difference. */
  @Transactional(readOnly = true)
  public List<LaterStage> laterStages(StageId stage, VerdictDifference difference) {
    int number = stages.get(stage).number();
    var affected = new ArrayList<LaterStage>();
    for (Stage later : stages.of(stage.programme())) {
      if (later.number() > number && later.state() != StageState.RECORDED) {
        var entrants = teams.competing(later.id()).stream().map(Team::id).toList();
        for (VerdictDifference.Change change : difference.changes()) {
          boolean takesPart = entrants.contains(change.team());
          if (change.changesAdvancing() && takesPart != change.advances()) {
            affected.add(new LaterStage(later.id(), later.state(), change.team(), takesPart));
          }
        }
      }
    }
    return affected;
  }
}
