package org.gwageo.platform.lineage;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gwageo.bundle.evidence.CaseFile;
import org.gwageo.canonical.Digest;
import org.gwageo.lineage.Grade;
import org.gwageo.platform.lineage.CaseEvent.Kind;
import org.gwageo.platform.programme.Deadline;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.web.Moments;
import org.gwageo.platform.web.Word;
import org.gwageo.platform.web.WrongMomentException;
import org.gwageo.platform.web.WrongValueException;
import org.jspecify.annotations.Nullable;

/**
 * The verification of one submission's independence. Its state is what follows from its events;
 * each method adds the event that it stands for, and throws when the moment or the person is wrong.
 */
public final class VerificationCase {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final String number;
  private final StageId stage;
  private final String team;
  private final String secret;
  private final List<CaseEvent> events = new ArrayList<>();
  private final int stored;

  private final SequencedMap<String, Question> questions = new LinkedHashMap<>();
  private final Map<String, ComponentOrigin> origins = new TreeMap<>();
  private final Map<String, Independence> declarations = new TreeMap<>();
  private final Map<String, Opinion> advice = new TreeMap<>();
  private CaseState state = CaseState.SCREENING;
  private String submission = "";
  private @Nullable Grade grade;
  private @Nullable Opinion proposal;
  private @Nullable String confirmedBy;
  private @Nullable Opinion standing;
  private @Nullable Opinion shown;
  private boolean reopened;
  private boolean asked;

  /**
   * A question to the team.
   *
   * @param id its number in the case
   * @param text what is asked
   * @param askedBy the account
   * @param deadline until when a reply is in time
   * @param reply the team's reply, if there is one
   * @param repliedAt when it came
   * @param late whether it came after the deadline
   */
  public record Question(
      String id,
      String text,
      String askedBy,
      Deadline deadline,
      @Nullable String reply,
      @Nullable Instant repliedAt,
      boolean late) {}

  /**
   * What a person declares before taking part.
   *
   * @param account who
   * @param conflict whether there is a conflict of interest
   * @param reason why, where there is one
   */
  public record Independence(String account, boolean conflict, String reason) {}

  /**
   * An outcome that somebody advises or proposes.
   *
   * @param account who
   * @param outcome which
   * @param reason why
   */
  public record Opinion(String account, CaseOutcome outcome, String reason) {}

  /**
   * Makes the case that follows from its events.
   *
   * @param secret what makes the pseudonyms of people in this case useless for guessing
   * @throws IllegalStateException if an event does not follow from the ones before it
   */
  VerificationCase(
      String number, StageId stage, String team, String secret, List<CaseEvent> events) {
    this.number = number;
    this.stage = stage;
    this.team = team;
    this.secret = secret;
    this.stored = events.size();
    for (CaseEvent event : events) {
      if (!event.published(head()).digest().toString().equals(event.digest())) {
        throw new IllegalStateException(
            "event %d of case %s was changed after it was stored"
                .formatted(this.events.size() + 1, number));
      }
      apply(event);
    }
  }

  /** Returns the case's public number. */
  public String number() {
    return number;
  }

  /** Returns the stage of the submission. */
  public StageId stage() {
    return stage;
  }

  /** Returns the team's slug. */
  public String team() {
    return team;
  }

  /** Returns where the case stands. */
  public CaseState state() {
    return state;
  }

  /** Returns the receipt of the submission that counts. */
  public String submission() {
    return submission;
  }

  /** Returns the grade of the comparison, once there is one. */
  public Optional<Grade> grade() {
    return Optional.ofNullable(grade);
  }

  /** Returns the questions in the order in which they were put. */
  public List<Question> questions() {
    return List.copyOf(questions.values());
  }

  /** Returns what the team has declared, by component. */
  public List<ComponentOrigin> origins() {
    return List.copyOf(origins.values());
  }

  /** Returns what a person has declared, if anything. */
  public Optional<Independence> independence(String account) {
    return Optional.ofNullable(declarations.get(account));
  }

  /** Returns all declarations of independence. */
  public List<Independence> declarations() {
    return List.copyOf(declarations.values());
  }

  /** Returns what reviewers advise. */
  public List<Opinion> advice() {
    return List.copyOf(advice.values());
  }

  /** Returns the proposed or decided outcome. */
  public Optional<Opinion> proposal() {
    return Optional.ofNullable(proposal);
  }

  /** Returns who confirmed the proposal, once somebody has. */
  public Optional<String> confirmedBy() {
    return Optional.ofNullable(confirmedBy);
  }

  /**
   * Returns the decision that stands: that of a re-opened case until two people have decided again.
   */
  public Optional<Opinion> decision() {
    return Optional.ofNullable(standing);
  }

  /** Returns the decision that stands once everybody may read it. */
  public Optional<Opinion> publicDecision() {
    return Optional.ofNullable(shown);
  }

  /** Returns the case as it was when it last became public, if it ever did. */
  public Optional<VerificationCase> asPublished() {
    for (int i = events.size(); i > 0; i--) {
      if (events.get(i - 1).kind() == Kind.PUBLISHED) {
        return Optional.of(until(i));
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the case as it was when its newest event had that digest.
   *
   * @throws IllegalArgumentException if it has no such event
   */
  public VerificationCase at(String head) {
    for (int i = events.size(); i > 0; i--) {
      if (events.get(i - 1).digest().equals(head)) {
        return until(i);
      }
    }
    throw new IllegalArgumentException("case %s has no event %s".formatted(number, head));
  }

  private VerificationCase until(int count) {
    return new VerificationCase(number, stage, team, secret, events.subList(0, count));
  }

  /** Returns whether the case was decided and waits for two people to decide again. */
  public boolean reopened() {
    return reopened;
  }

  /** Returns everything that happened, the oldest first. */
  public List<CaseEvent> history() {
    return List.copyOf(events);
  }

  /** Returns the digest of the newest event, which stands for the whole history. */
  public Digest head() {
    return events.isEmpty()
        ? CaseFile.start(number, stage.programme(), stage.stage(), team)
        : Digest.parse(events.getLast().digest());
  }

  /** Returns the case as it is published: people under pseudonyms, the panel's words sealed. */
  public CaseFile file() {
    var published = new ArrayList<CaseFile.Event>();
    var previous = CaseFile.start(number, stage.programme(), stage.stage(), team);
    for (CaseEvent event : events) {
      published.add(event.published(previous));
      previous = Digest.parse(event.digest());
    }
    return new CaseFile(number, stage.programme(), stage.stage(), team, published);
  }

  /**
   * Returns whether nobody has to act before the stage is decided: two people have decided, or
   * nothing was found and nothing was asked, or there are no weights that could be compared.
   */
  public boolean settled() {
    return switch (state) {
      case DECIDED, PUBLISHED, SCREENING -> true;
      case QUESTIONS -> grade == Grade.NOT_FOUND && questions.isEmpty() && !reopened;
      case REPLY, REVIEW -> false;
    };
  }

  /** Returns until when the team may reply to the open question that is due first. */
  public Optional<Deadline> nextReply() {
    return questions.values().stream()
        .filter(question -> question.reply() == null)
        .map(Question::deadline)
        .min(Comparator.comparing(Deadline::at));
  }

  /** Returns the events that are not stored yet. */
  List<CaseEvent> unstored() {
    return List.copyOf(events.subList(stored, events.size()));
  }

  int stored() {
    return stored;
  }

  void open(String receipt, Clock clock) {
    if (!events.isEmpty()) {
      resubmit(receipt, clock);
      return;
    }
    add(Kind.OPENED, CaseEvent.SYSTEM, clock, Map.of("receipt", receipt));
  }

  private void resubmit(String receipt, Clock clock) {
    if (state == CaseState.SCREENING && !submission.equals(receipt)) {
      add(Kind.RESUBMITTED, CaseEvent.SYSTEM, clock, Map.of("receipt", receipt));
    }
  }

  /** Takes note of the comparison; a later one replaces it until the case is decided. */
  void screened(Grade found, String digest, Clock clock) {
    if (!state.decided()) {
      add(Kind.SCREENED, CaseEvent.SYSTEM, clock, Map.of("grade", found.id(), "digest", digest));
    }
  }

  void screenFailed(String cause, Clock clock) {
    if (!state.decided()) {
      add(Kind.SCREEN_FAILED, CaseEvent.SYSTEM, clock, Map.of("cause", cause));
    }
  }

  /**
   * Takes what the team declares; a later declaration replaces an earlier one.
   *
   * @return the receipt's number
   * @throws IllegalStateException if the case is decided
   */
  public String declare(List<ComponentOrigin> components, String account, Clock clock) {
    requireUndecided(new Word("refusal.case.late.declare", "declare components"));
    if (components.isEmpty()) {
      throw new WrongValueException("refusal.case.no-components");
    }
    var data = new TreeMap<String, String>();
    components.forEach(origin -> data.put(origin.component(), origin.line()));
    add(Kind.DECLARED, account, clock, data);
    return receipt();
  }

  /** Takes note of a file in the vault. */
  void addEvidence(String name, String digest, Visibility visibility, String account, Clock clock) {
    requireUndecided(new Word("refusal.case.late.evidence", "add evidence"));
    add(
        Kind.EVIDENCE_ADDED,
        account,
        clock,
        Map.of("name", name, "digest", digest, "visibility", visibility.name()));
  }

  /**
   * Puts a question to the team. A decision that was proposed before is no longer proposed.
   *
   * @throws IllegalStateException if the weights are still being compared or the case is decided
   * @throws IllegalArgumentException if the deadline has gone by
   */
  public void ask(String text, Deadline deadline, String account, Clock clock) {
    if (!state.asks()) {
      throw new WrongMomentException(
          "refusal.case.no-question-now", number, Word.of("lineage.state", state));
    }
    if (deadline.isOver(clock)) {
      throw new WrongValueException(
          "refusal.case.deadline-past", deadline.announced().toOffsetDateTime());
    }
    add(
        Kind.ASKED,
        account,
        clock,
        Map.of(
            "question",
            String.valueOf(questions.size() + 1),
            "text",
            text.strip(),
            "until",
            deadline.at().toString()));
  }

  /**
   * Takes the team's reply. After the deadline it is taken too, and marked as late, until the case
   * is decided.
   *
   * @return the receipt's number
   * @throws IllegalStateException if the question has a reply already or the case is decided
   */
  public String reply(String question, String text, String account, Clock clock) {
    requireUndecided(new Word("refusal.case.late.reply", "reply"));
    var asked = questions.get(question);
    if (asked == null) {
      throw new WrongValueException("refusal.case.unknown-question", number, question);
    }
    if (asked.reply() != null) {
      throw new WrongMomentException("refusal.case.replied", question);
    }
    boolean late = asked.deadline().isOver(clock);
    add(
        Kind.REPLIED,
        account,
        clock,
        Map.of("question", question, "text", text.strip(), "late", String.valueOf(late)));
    return receipt();
  }

  /**
   * Ends the questions.
   *
   * @throws IllegalStateException while a question is open and its deadline has not gone by
   */
  public void beginReview(String account, Clock clock) {
    if (state != CaseState.QUESTIONS && state != CaseState.REPLY) {
      throw new WrongMomentException(
          "refusal.case.no-review-now", number, Word.of("lineage.state", state));
    }
    for (Question question : questions.values()) {
      if (question.reply() == null && !question.deadline().isOver(clock)) {
        throw new WrongMomentException(
            "refusal.case.reply-open",
            question.id(),
            question.deadline().announced().toOffsetDateTime());
      }
    }
    add(Kind.REVIEW_BEGUN, account, clock, Map.of());
  }

  /**
   * Takes a person's declaration; a later one replaces an earlier one until the decision. Who
   * declares a conflict takes the own advice and proposal back by it.
   */
  public void declareIndependence(String account, boolean conflict, String reason, Clock clock) {
    requireUndecided(new Word("refusal.case.late.independence", "declare independence"));
    if (conflict && reason.isBlank()) {
      throw new WrongValueException("refusal.case.conflict-reason");
    }
    add(
        Kind.INDEPENDENCE_DECLARED,
        account,
        clock,
        Map.of("conflict", String.valueOf(conflict), "reason", reason.strip()));
  }

  /**
   * Takes a reviewer's advice.
   *
   * @throws IllegalStateException if the reviewer has not declared independence, or the case is not
   *     in review
   */
  public void advise(String account, CaseOutcome outcome, String reason, Clock clock) {
    requireReview();
    requireIndependent(account);
    requireReason(reason);
    add(Kind.ADVISED, account, clock, Map.of("outcome", outcome.name(), "reason", reason.strip()));
  }

  /**
   * Proposes a decision.
   *
   * @throws IllegalStateException if the case is not in review, the person has a conflict, or a
   *     violation is proposed without the team having been asked
   */
  public void propose(String account, CaseOutcome outcome, String reason, Clock clock) {
    requireReview();
    requireIndependent(account);
    requireReason(reason);
    if (outcome == CaseOutcome.VIOLATION && !asked) {
      throw new WrongMomentException(
          reopened ? "refusal.case.unasked-again" : "refusal.case.unasked", number);
    }
    add(Kind.PROPOSED, account, clock, Map.of("outcome", outcome.name(), "reason", reason.strip()));
  }

  /**
   * Confirms the proposal, which decides the case.
   *
   * @throws IllegalStateException if there is none, it is the person's own, or the person has a
   *     conflict
   */
  public void confirm(String account, Clock clock) {
    requireReview();
    requireIndependent(account);
    var made = proposal;
    if (made == null) {
      throw new WrongMomentException("refusal.case.no-proposal", number);
    }
    if (made.account().equals(account)) {
      throw new WrongMomentException("refusal.case.own-proposal", account);
    }
    add(
        Kind.CONFIRMED,
        account,
        clock,
        Map.of(
            "outcome",
            made.outcome().name(),
            "grade",
            made.outcome().grade().id(),
            "reason",
            made.reason()));
  }

  /**
   * Makes the decision and the history public.
   *
   * @throws IllegalStateException if the case is not decided, or is public already
   */
  public void publish(String account, Clock clock) {
    if (state != CaseState.DECIDED) {
      throw new WrongMomentException(
          "refusal.case.no-publication-now", number, Word.of("lineage.state", state));
    }
    add(Kind.PUBLISHED, account, clock, Map.of());
  }

  /**
   * Re-opens a decided case. Its decision stands, and stays public if it was, until two people have
   * decided again.
   *
   * @throws IllegalStateException if the case is not decided
   */
  public void reopen(String reason, String account, Clock clock) {
    if (!state.decided()) {
      throw new WrongMomentException(
          "refusal.case.no-reopening-now", number, Word.of("lineage.state", state));
    }
    if (reason.isBlank()) {
      throw new WrongValueException("refusal.case.reopening-reason");
    }
    add(Kind.REOPENED, account, clock, Map.of("reason", reason.strip()));
  }

  private String receipt() {
    return number + "-" + events.getLast().digest().substring("sha256:".length()).substring(0, 8);
  }

  private void requireUndecided(Word what) {
    if (state.decided()) {
      throw new WrongMomentException("refusal.case.decided", number, what);
    }
  }

  private void requireReview() {
    if (state != CaseState.REVIEW) {
      throw new WrongMomentException(
          "refusal.case.not-in-review", number, Word.of("lineage.state", state));
    }
  }

  private void requireIndependent(String account) {
    var declared = declarations.get(account);
    if (declared == null) {
      throw new WrongMomentException("refusal.case.undeclared", account);
    }
    if (declared.conflict()) {
      throw new WrongMomentException("refusal.case.conflict", account, number);
    }
  }

  private static void requireReason(String reason) {
    if (reason.isBlank()) {
      throw new WrongValueException("refusal.case.opinion-reason");
    }
  }

  private void add(Kind kind, String actor, Clock clock, Map<String, String> data) {
    SortedMap<String, String> sorted = new TreeMap<>(data);
    Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    String salt = CaseEvent.isSealed(kind, sorted) ? HexFormat.of().formatHex(salt()) : "";
    apply(CaseEvent.after(head(), kind, actor, pseudonym(actor), at, sorted, salt));
  }

  private static byte[] salt() {
    byte[] salt = new byte[16];
    RANDOM.nextBytes(salt);
    return salt;
  }

  private String pseudonym(String actor) {
    return actor.equals(CaseEvent.SYSTEM)
        ? CaseEvent.SYSTEM
        : Digest.ofJson(List.of("case-actor", secret, number, actor)).hex().substring(0, 16);
  }

  private void apply(CaseEvent event) {
    events.add(event);
    switch (event.kind()) {
      case OPENED, RESUBMITTED -> submission = event.get("receipt");
      case SCREENED -> {
        grade = Grade.parse(event.get("grade"));
        leaveScreening();
      }
      case SCREEN_FAILED -> leaveScreening();
      case DECLARED -> declared(event);
      case EVIDENCE_ADDED -> {}
      case ASKED -> {
        questions.put(event.get("question"), question(event));
        asked = true;
        proposal = null;
        state = CaseState.REPLY;
      }
      case REPLIED -> replied(event);
      case REVIEW_BEGUN -> state = CaseState.REVIEW;
      case INDEPENDENCE_DECLARED -> independenceDeclared(event);
      case ADVISED -> advice.put(event.actor(), opinion(event));
      case PROPOSED -> proposal = opinion(event);
      case CONFIRMED -> {
        confirmedBy = event.actor();
        standing = proposal;
        reopened = false;
        state = CaseState.DECIDED;
      }
      case PUBLISHED -> {
        shown = standing;
        state = CaseState.PUBLISHED;
      }
      case REOPENED -> {
        proposal = null;
        advice.clear();
        reopened = true;
        asked = false;
        state = CaseState.QUESTIONS;
      }
    }
  }

  private void leaveScreening() {
    if (state == CaseState.SCREENING) {
      state = CaseState.QUESTIONS;
    }
  }

  private void declared(CaseEvent event) {
    origins.clear();
    event
        .data()
        .forEach(
            (component, line) -> {
              var origin = ComponentOrigin.parse(component, line);
              if (origin != null) {
                origins.put(component, origin);
              }
            });
  }

  private void independenceDeclared(CaseEvent event) {
    String account = event.actor();
    boolean conflict = Boolean.parseBoolean(event.get("conflict"));
    declarations.put(account, new Independence(account, conflict, event.get("reason")));
    var made = proposal;
    if (conflict) {
      advice.remove(account);
      proposal = made != null && made.account().equals(account) ? null : made;
    }
  }

  private static Question question(CaseEvent event) {
    return new Question(
        event.get("question"),
        event.get("text"),
        event.actor(),
        new Deadline(Instant.parse(event.get("until")), Moments.SEOUL),
        null,
        null,
        false);
  }

  private void replied(CaseEvent event) {
    questions.computeIfPresent(
        event.get("question"),
        (id, asked) ->
            new Question(
                id,
                asked.text(),
                asked.askedBy(),
                asked.deadline(),
                event.get("text"),
                event.at(),
                Boolean.parseBoolean(event.get("late"))));
    boolean open = questions.values().stream().anyMatch(question -> question.reply() == null);
    if (!open && state == CaseState.REPLY) {
      state = CaseState.QUESTIONS;
    }
  }

  private static Opinion opinion(CaseEvent event) {
    return new Opinion(
        event.actor(), CaseOutcome.valueOf(event.get("outcome")), event.get("reason"));
  }
}
