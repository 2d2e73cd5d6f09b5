package org.gwageo.cli.benchmark;

import java.util.List;
import org.gwageo.benchmark.journal.Attempt;
import org.gwageo.benchmark.journal.Outcome;
import org.gwageo.benchmark.journal.Reply;
import org.jspecify.annotations.Nullable;

/** The reply to a question of one request. */
final class FirstReply {

  private FirstReply() {}

  /** Returns the reply of the first request that came; null if none did. */
  static @Nullable Reply of(List<? extends @Nullable Attempt> decisive) {
    Attempt first = decisive.isEmpty() ? null : decisive.getFirst();
    return first != null && first.outcome() instanceof Outcome.Answered(Reply reply) ? reply : null;
  }
}
