package org.gwageo.platform.programme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StageTests {

  private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
  private static final Instant OPENS = Instant.parse("2026-07-31T15:00:00Z");
  private static final Instant CLOSES = Instant.parse("2026-08-14T09:00:00Z");

  @Test
  void goesFromDraftToPublishedInOneOrder() {
    var stage = stage(null, null);
    stage.freeze(2);
    assertThat(stage.rulebookVersion()).isEqualTo(2);
    stage.open(at(OPENS));
    stage.close();
    stage.decide();
    stage.publish();
    assertThat(stage.state()).isEqualTo(StageState.PUBLISHED);
    assertThat(stage.nextAction()).isEmpty();
  }

  @Test
  void refusesAnActionOutOfOrderAndStaysWhereItIs() {
    var stage = stage(null, null);
    assertThatThrownBy(stage::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("cannot CLOSE: stage practice/stage-1 is DRAFT, not OPEN");
    assertThat(stage.state()).isEqualTo(StageState.DRAFT);
  }

  @Test
  void rulesCannotBeFrozenTwice() {
    var stage = stage(null, null);
    stage.freeze(1);
    assertThatThrownBy(() -> stage.freeze(2)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void opensNotBeforeTheAnnouncedMoment() {
    var stage = stage(OPENS, CLOSES);
    stage.freeze(1);
    assertThatThrownBy(() -> stage.open(at(OPENS.minusMillis(1))))
        .hasMessage("stage practice/stage-1 opens at 2026-08-01T00:00+09:00");
    stage.open(at(OPENS));
    assertThat(stage.state()).isEqualTo(StageState.OPEN);
  }

  @Test
  void rejectsASubmissionAfterTheDeadline() {
    var stage = stage(OPENS, CLOSES);
    stage.freeze(1);
    stage.open(at(OPENS));
    stage.requireSubmissionsOpen(at(CLOSES));
    assertThatThrownBy(() -> stage.requireSubmissionsOpen(at(CLOSES.plusNanos(1))))
        .hasMessage("stage practice/stage-1 closed at 2026-08-14T18:00+09:00");
  }

  @Test
  void rejectsASubmissionBeforeTheStageIsOpen() {
    assertThatThrownBy(() -> stage(null, null).requireSubmissionsOpen(at(OPENS)))
        .hasMessage("stage practice/stage-1 is DRAFT, not open");
  }

  @Test
  void refusesNamesThatCouldNotStandInAnAddress() {
    assertThatThrownBy(() -> new StageId("practice", "../stage"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new StageId("Practice", "stage-1"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Stage stage(@Nullable Instant opens, @Nullable Instant closes) {
    return new Stage(
        new StageId("practice", "stage-1"), 1, StageState.DRAFT, opens, closes, SEOUL, null);
  }

  private static Clock at(Instant instant) {
    return Clock.fixed(instant, SEOUL);
  }
}
