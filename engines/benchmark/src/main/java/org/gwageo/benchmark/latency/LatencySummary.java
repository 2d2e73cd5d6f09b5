package org.gwageo.benchmark.latency;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.gwageo.benchmark.journal.Attempt;
import org.gwageo.benchmark.journal.Attempts;
import org.gwageo.benchmark.journal.Outcome.Answered;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.journal.Timing;
import org.gwageo.benchmark.journal.Usage;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;

/**
 * The times of all replies to one task by one subject.
 *
 * <p>Only attempts that brought a reply count: a refusal is fast and says nothing about replies.
 *
 * @param queued from when a request could have been sent to when it was
 * @param connect the time for a connection, of the requests that needed a new one
 * @param firstToken from sending to the first piece of the reply, of streamed replies
 * @param gap the mean time between pieces within a reply, over streamed replies
 * @param longestGap the longest time between two pieces of a reply, over streamed replies
 * @param service from sending to the end of the reply
 * @param sinceIntended queued, connect and service together
 * @param tokens the tokens
 */
public record LatencySummary(
    Percentiles queued,
    Percentiles connect,
    Percentiles firstToken,
    Percentiles gap,
    Percentiles longestGap,
    Percentiles service,
    Percentiles sinceIntended,
    TokenTotals tokens) {

  /**
   * Reads the attempts at {@code task} by {@code subject}.
   *
   * @throws IOException if the attempts cannot be read
   */
  public static LatencySummary of(Attempts attempts, Digest task, Subject subject)
      throws IOException {
    var recorder = new Recorder();
    try (Attempts.Cursor cursor = attempts.read()) {
      for (Attempt attempt = cursor.next(); attempt != null; attempt = cursor.next()) {
        if (attempt.task().equals(task)
            && attempt.subject().equals(subject)
            && attempt.outcome() instanceof Answered(var reply)) {
          recorder.add(attempt.timing(), reply.usage());
        }
      }
    }
    return recorder.summary();
  }

  /** Adds up replies one by one; used by one thread at a time. */
  public static final class Recorder {

    /** An hour: longer times are counted as one. */
    private static final long LONGEST = 3_600_000_000L;

    private final Histogram queued = histogram();
    private final Histogram connect = histogram();
    private final Histogram firstToken = histogram();
    private final Histogram gap = histogram();
    private final Histogram longestGap = histogram();
    private final Histogram service = histogram();
    private final Histogram sinceIntended = histogram();
    private TokenTotals tokens = TokenTotals.NONE;

    private static Histogram histogram() {
      return new Histogram(3);
    }

    /** Adds one reply. */
    public void add(Timing timing, Usage usage) {
      add(queued, timing.queued());
      if (timing.connect() > 0) {
        add(connect, timing.connect());
      }
      add(firstToken, timing.firstToken());
      add(gap, timing.meanGap());
      add(longestGap, timing.longestGap());
      add(service, timing.total());
      add(sinceIntended, timing.queued() + timing.connect() + timing.total());
      tokens = tokens.plus(usage);
    }

    private static void add(Histogram histogram, @Nullable Long micros) {
      if (micros != null) {
        histogram.recordValue(Math.clamp(micros, 0, LONGEST));
      }
    }

    /** Returns the summary of what was added so far. */
    public LatencySummary summary() {
      return new LatencySummary(
          Percentiles.of(queued),
          Percentiles.of(connect),
          Percentiles.of(firstToken),
          Percentiles.of(gap),
          Percentiles.of(longestGap),
          Percentiles.of(service),
          Percentiles.of(sinceIntended),
          tokens);
    }
  }

  /** Returns the summary as the tree of its JSON form; times in milliseconds. */
  public Map<String, Object> toTree() {
    var tree = new TreeMap<String, Object>();
    tree.put("unit", "ms");
    tree.put("queued", queued.toTree());
    tree.put("connect", connect.toTree());
    tree.put("firstToken", firstToken.toTree());
    tree.put("gap", gap.toTree());
    tree.put("longestGap", longestGap.toTree());
    tree.put("service", service.toTree());
    tree.put("sinceIntended", sinceIntended.toTree());
    tree.put("tokens", tokens.toTree());
    return tree;
  }
}
