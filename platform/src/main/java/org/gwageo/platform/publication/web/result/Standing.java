package org.gwageo.platform.publication.web.result;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether a stage has results to show here. */
sealed interface Standing {

  /** Returns the stage's head. */
  StageHead head();

  /** The stage was held elsewhere; its page says what is known of it. */
  record Recorded(StageHead head) implements Standing {}

  /**
   * The stage is run here and nothing is published yet.
   *
   * @param closesAt until when teams may submit, if that is announced
   */
  record Awaited(StageHead head, @Nullable Instant closesAt) implements Standing {}

  /** The verdict is published. */
  record Published(PublishedStage stage) implements Standing {
    @Override
    public StageHead head() {
      return stage.head();
    }
  }
}
