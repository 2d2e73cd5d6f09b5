package org.gwageo.platform.programme;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import org.gwageo.platform.web.Word;
import org.gwageo.platform.web.WrongMomentException;
import org.jspecify.annotations.Nullable;

/** One round of a programme. Its rules cannot change once they are frozen. */
public final class Stage {

  private final StageId id;
  private final int number;
  private final @Nullable Instant opensAt;
  private final @Nullable Deadline submissions;
  private final ZoneId zone;
  private StageState state;
  private @Nullable Integer rulebookVersion;

  Stage(
      StageId id,
      int number,
      StageState state,
      @Nullable Instant opensAt,
      @Nullable Instant closesAt,
      ZoneId zone,
      @Nullable Integer rulebookVersion) {
    this.id = id;
    this.number = number;
    this.state = state;
    this.opensAt = opensAt;
    this.submissions = closesAt == null ? null : new Deadline(closesAt, zone);
    this.zone = zone;
    this.rulebookVersion = rulebookVersion;
  }

  /** Returns which stage this is. */
  public StageId id() {
    return id;
  }

  /** Returns the stage's place in the programme's order, from 0 for the selection. */
  public int number() {
    return number;
  }

  /** Returns where the stage stands. */
  public StageState state() {
    return state;
  }

  /** Returns when submissions open, if that is announced. */
  public @Nullable Instant opensAt() {
    return opensAt;
  }

  /** Returns until when teams may submit, if that is announced. */
  public @Nullable Deadline submissions() {
    return submissions;
  }

  /** Returns the zone in which the stage's dates were announced. */
  public ZoneId zone() {
    return zone;
  }

  /** Returns the version of the rules that applies: the frozen one, or none before that. */
  public @Nullable Integer rulebookVersion() {
    return rulebookVersion;
  }

  /** Returns the action that comes next, if any does. */
  public Optional<StageAction> nextAction() {
    return Arrays.stream(StageAction.values()).filter(a -> a.from() == state).findFirst();
  }

  /**
   * Returns quietly while teams may submit.
   *
   * @throws IllegalStateException before the opening and after the deadline
   */
  public void requireSubmissionsOpen(Clock clock) {
    if (state != StageState.OPEN) {
      throw new WrongMomentException("refusal.stage.not-open", id, Word.of("office.state", state));
    }
    if (submissions != null) {
      submissions.require(id, clock);
    }
  }

  /** Fixes {@code version} of the rules for good. */
  void freeze(int version) {
    rulebookVersion = version;
    move(StageAction.FREEZE);
  }

  /** Lets teams submit. */
  void open(Clock clock) {
    if (opensAt != null && clock.instant().isBefore(opensAt)) {
      throw new WrongMomentException(
          "refusal.stage.opens-later", id, opensAt.atZone(zone).toOffsetDateTime());
    }
    move(StageAction.OPEN);
  }

  /** Ends the submissions and starts the evaluation. */
  void close() {
    move(StageAction.CLOSE);
  }

  /** Takes note of a confirmed verdict. */
  void decide() {
    move(StageAction.DECIDE);
  }

  /** Takes note of the publication. */
  void publish() {
    move(StageAction.PUBLISH);
  }

  private void move(StageAction action) {
    if (state != action.from()) {
      throw new WrongMomentException(
          "refusal.stage.wrong-state",
          Word.of("office.action", action),
          id,
          Word.of("office.state", state),
          Word.of("office.state", action.from()));
    }
    state = action.to();
  }
}
