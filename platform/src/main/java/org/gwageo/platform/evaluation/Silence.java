package org.gwageo.platform.evaluation;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.benchmark.run.RunProgress;
import org.jspecify.annotations.Nullable;

/**
 * Notices when an endpoint has stopped answering, so that the others of its wave do not wait for
 * it: so many attempts in a row failed without any reply. Refusals that name a rate or an overload
 * are replies in this sense, because the run waits by itself for as long as they say.
 */
final class Silence {

  /** Failed attempts in a row after which an endpoint counts as gone. */
  static final long LONGEST = 24;

  private static final Set<FailureClass> SILENT =
      EnumSet.of(
          FailureClass.CONNECT,
          FailureClass.RESET,
          FailureClass.STALL,
          FailureClass.SERVER_ERROR,
          FailureClass.MALFORMED);

  private long replies;
  private long failuresBefore;
  private @Nullable String cause;

  /** Looks at how far a run is. */
  void look(RunProgress progress) {
    long failures = 0;
    for (Map.Entry<FailureClass, Long> failed : progress.failedAttempts().entrySet()) {
      failures += SILENT.contains(failed.getKey()) ? failed.getValue() : 0;
    }
    long answered = progress.requests() - failures;
    if (answered > replies) {
      replies = answered;
      failuresBefore = failures;
    } else if (cause == null && failures - failuresBefore >= LONGEST) {
      cause =
          "the endpoint has stopped answering: %d attempts in a row without a reply"
              .formatted(failures - failuresBefore);
    }
  }

  /** Returns why the run is to end; null while the endpoint answers. */
  @Nullable String cause() {
    return cause;
  }
}
