package org.gwageo.platform.programme;

import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.springframework.stereotype.Component;

/** A stage whose opening is announced opens then and not before. */
@Component
class OpeningHasCome implements StageGuard {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm xxx");

  private final Clock clock;

  OpeningHasCome(Clock clock) {
    this.clock = clock;
  }

  @Override
  public StageAction action() {
    return StageAction.OPEN;
  }

  @Override
  public List<Condition> check(Stage stage) {
    var opens = stage.opensAt();
    return opens == null
        ? List.of()
        : List.of(
            Condition.of(
                "opening-reached",
                !clock.instant().isBefore(opens),
                MOMENT.format(opens.atZone(stage.zone()))));
  }
}
