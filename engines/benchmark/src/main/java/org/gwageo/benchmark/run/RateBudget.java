package org.gwageo.benchmark.run;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.gwageo.benchmark.endpoint.RateSigns;
import org.jspecify.annotations.Nullable;

/**
 * How many requests and tokens a minute an endpoint may be sent: two token buckets.
 *
 * <p>Each bucket fills evenly and holds what two seconds bring, so that requests are spread over
 * the minute. What a request will cost in tokens is guessed from those before it and put right when
 * its reply tells. Limits come from the options, and else from the endpoint's own headers; when the
 * headers say that nothing is left, requests wait until it is there again. Times are readings of a
 * clock of nanoseconds that is handed in.
 */
final class RateBudget {

  private static final double MINUTE = 60e9;
  private static final double HELD_SECONDS = 2;

  /** The longest wait that a header can cause. */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

  /** Share of the last request in the running guess of a request's tokens. */
  private static final double LEARNING = 0.1;

  private final Bucket requests;
  private final Bucket tokens;
  private double usual;
  private long pausedUntil;
  private boolean paused;

  private static final class Bucket {
    final boolean chosen;
    double perNano;
    double level;
    long filledAt;

    Bucket(@Nullable Long perMinute, long now) {
      chosen = perMinute != null;
      filledAt = now;
      if (perMinute != null) {
        rate(perMinute);
      }
    }

    void rate(double perMinute) {
      perNano = perMinute / MINUTE;
      level = Math.min(level == 0 ? capacity() : level, capacity());
    }

    double capacity() {
      return Math.max(1, perNano * HELD_SECONDS * 1e9);
    }

    boolean isLimited() {
      return perNano > 0;
    }

    void fill(long now) {
      level = Math.min(capacity(), level + perNano * Math.max(0, now - filledAt));
      filledAt = Math.max(now, filledAt);
    }

    /**
     * Takes what is wanted, into debt if need be; returns the nanoseconds until the debt is paid.
     */
    long take(double wanted, long now) {
      if (!isLimited()) {
        return 0;
      }
      fill(now);
      level -= wanted;
      return level >= 0 ? 0 : (long) Math.ceil(-level / perNano);
    }
  }

  /**
   * Makes full buckets.
   *
   * @param requestsPerMinute most requests a minute; null to learn it from the endpoint
   * @param tokensPerMinute most tokens a minute; null to learn it from the endpoint
   */
  RateBudget(@Nullable Long requestsPerMinute, @Nullable Long tokensPerMinute, long now) {
    this.requests = new Bucket(requestsPerMinute, now);
    this.tokens = new Bucket(tokensPerMinute, now);
  }

  /**
   * Books a request and returns the nanoseconds to wait before it is sent.
   *
   * @param characters the length of its body, from which its tokens are guessed at first
   */
  synchronized long book(int characters, long now) {
    if (usual == 0) {
      usual = characters / 3.0;
    }
    long wait = Math.max(requests.take(1, now), tokens.take(usual, now));
    return paused ? Math.max(wait, pausedUntil - now) : wait;
  }

  /** Puts the guess right when a reply tells its tokens. */
  synchronized void used(long actual, long now) {
    if (tokens.isLimited()) {
      tokens.fill(now);
      tokens.level = Math.min(tokens.capacity(), tokens.level + usual - actual);
    }
    usual += LEARNING * (actual - usual);
  }

  /** Learns from what the endpoint tells of its limits. */
  synchronized void told(RateSigns signs, long now) {
    if (!requests.chosen && signs.requestsPerMinute() != null && signs.requestsPerMinute() > 0) {
      requests.rate(signs.requestsPerMinute());
    }
    if (!tokens.chosen && signs.tokensPerMinute() != null && signs.tokensPerMinute() > 0) {
      tokens.rate(signs.tokensPerMinute());
    }
    if (isGone(signs.requestsLeft(), signs.requestsReset())) {
      pause(signs.requestsReset(), now);
    }
    if (isGone(signs.tokensLeft(), signs.tokensReset())) {
      pause(signs.tokensReset(), now);
    }
  }

  private static boolean isGone(@Nullable Long left, @Nullable Duration reset) {
    return left != null && left == 0 && reset != null;
  }

  /** Sends nothing for {@code wait}, two minutes at most. */
  synchronized void pause(@Nullable Duration wait, long now) {
    if (wait == null || wait.isNegative() || wait.isZero()) {
      return;
    }
    long until =
        now
            + TimeUnit.NANOSECONDS.convert(
                wait.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait);
    pausedUntil = paused && pausedUntil - until > 0 ? pausedUntil : until;
    paused = true;
  }
}
