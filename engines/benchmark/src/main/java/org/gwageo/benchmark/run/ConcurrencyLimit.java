package org.gwageo.benchmark.run;

/**
 * How many requests an endpoint bears at once, found from how latency answers to concurrency.
 *
 * <p>By Little's law throughput is concurrency over latency. As long as an endpoint has capacity
 * left, or gains by batching, more concurrency is mostly turned into throughput; once it queues,
 * only latency grows. Time is cut into rounds of at least twice as many replies as requests are
 * under way, and the mean latencies W0 and W1 of a round with limit L0 and the next with L1 give
 * the share of the added concurrency that became throughput,
 *
 * <pre>e = 1 - ln(W1 / W0) / ln(L1 / L0).</pre>
 *
 * <p>While probing, the limit doubles as long as e is at least one half. Where it is less, the
 * limit falls to what keeps the found throughput at the latency before, half as much again. After
 * that the number of requests that wait rather than are worked on is estimated as in TCP Vegas, L
 * (1 - W / W1), with W a slow average of unhurried rounds: few waiting raise the limit, many lower
 * it. Refusals (429, 503, no connection, stalls) cut it to seven tenths, once a round, and end the
 * probing.
 *
 * <p>Not safe for use by several threads.
 */
final class ConcurrencyLimit {

  /** Fewest replies of a round: the mean of fewer says little about latencies that vary. */
  private static final int ROUND = 24;

  private static final double WORTHWHILE = 0.5;
  private static final double CUT = 0.7;
  private static final double HEADROOM = 1.5;
  private static final double LEARNING = 0.05;

  private final int most;
  private double limit;
  private boolean probing = true;
  private double reference;
  private double referenceLimit;
  private double sum;
  private int replies;
  private int toPass;
  private boolean wasCut;
  private boolean wasFull;

  ConcurrencyLimit(int first, int most) {
    this.limit = Math.min(first, most);
    this.most = most;
  }

  /** Returns the limit, at least 1. */
  int limit() {
    return (int) limit;
  }

  /**
   * Learns that a reply came.
   *
   * @param latency any measure of the time it took that grows with the endpoint's load, above 0
   * @param underWay how many requests were under way when it came, itself included
   */
  void replied(double latency, int underWay) {
    wasFull |= underWay >= (int) limit;
    if (toPass > 0) {
      // What was sent under the last limit says nothing about this one.
      toPass--;
      return;
    }
    sum += latency;
    replies++;
    if (replies >= Math.max(ROUND, 2 * (int) limit)) {
      endRound(sum / replies);
    }
  }

  /** Learns that the endpoint refused a request because it has too many, or did not answer. */
  void refused() {
    if (wasCut) {
      return;
    }
    wasCut = true;
    probing = false;
    set(limit * CUT);
  }

  private void endRound(double latency) {
    boolean refused = wasCut;
    boolean full = wasFull;
    wasCut = false;
    if (reference == 0) {
      learn(latency);
      if (full && probing) {
        set(2 * limit);
      }
    } else if (!full || refused) {
      // The endpoint did not have the requests that the limit allows, or has said what it thinks.
      restart();
    } else if (probing) {
      probe(latency);
    } else {
      adjust(latency);
    }
  }

  private void probe(double latency) {
    double worth = 1 - Math.log(latency / reference) / Math.log(limit / referenceLimit);
    if (worth >= WORTHWHILE) {
      learn(latency);
      if ((int) limit == most) {
        probing = false;
        restart();
      } else {
        set(2 * limit);
      }
      return;
    }
    probing = false;
    double busy = limit * reference / latency;
    set(Math.max(referenceLimit, Math.min(limit, HEADROOM * busy)));
  }

  private void adjust(double latency) {
    double waiting = limit * (1 - reference / latency);
    double few = Math.max(2, 0.25 * limit);
    double many = Math.max(4, 0.5 * limit);
    if (waiting < few) {
      reference += LEARNING * (latency - reference);
      set(limit + Math.max(1, 0.1 * limit));
    } else if (waiting > many) {
      // An endpoint that has become slower for good is not to be blamed for ever.
      reference += LEARNING * (latency - reference);
      set(limit - Math.max(1, 0.1 * limit));
    } else {
      restart();
    }
  }

  private void learn(double latency) {
    reference = latency;
    referenceLimit = limit;
  }

  private void set(double next) {
    int before = (int) limit;
    limit = Math.max(1, Math.min(most, next));
    restart();
    toPass = before;
  }

  private void restart() {
    sum = 0;
    replies = 0;
    toPass = 0;
    wasFull = false;
  }
}
