package org.gwageo.benchmark.run;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.gwageo.benchmark.endpoint.Backoff;
import org.gwageo.benchmark.endpoint.Streaming;
import org.gwageo.benchmark.journal.Attempt;
import org.gwageo.benchmark.journal.Attempts;
import org.gwageo.benchmark.journal.Journal;

/** What tests of runs share. */
final class Runs {

  static final RunOptions OPTIONS =
      RunOptions.standard(Clock.systemUTC(), new Random(1))
          .with(new Backoff(Duration.ofMillis(1), Duration.ofMillis(5)))
          .withDeadline(Duration.ofSeconds(20))
          .with(Streaming.OFF);

  private Runs() {}

  static List<Attempt> all(Journal journal) throws IOException {
    List<Attempt> all = new ArrayList<>();
    try (Attempts.Cursor cursor = journal.read()) {
      for (Attempt attempt = cursor.next(); attempt != null; attempt = cursor.next()) {
        all.add(attempt);
      }
    }
    return all;
  }
}
