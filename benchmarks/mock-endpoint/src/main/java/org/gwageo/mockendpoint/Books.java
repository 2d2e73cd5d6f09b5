package org.gwageo.mockendpoint;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Counts what reaches the endpoint, from many threads at once. */
final class Books {

  private static final int MOST_VALUES = 64;
  private static final int GAPS = 40;

  /** How long the books wait for responses that their clients may have read already. */
  private static final Duration MOST_SETTLING = Duration.ofSeconds(2);

  /** One value of one parameter. */
  private record Value(String name, String value) {}

  private final @Nullable AnswerKey key;
  private final InstantSource clock;
  private volatile long firstAt;
  private final AtomicLong requests = new AtomicLong();
  private final LongAdder delivered = new LongAdder();
  private final LongAdder connections = new LongAdder();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicLong closing = new AtomicLong();
  private final AtomicLong settled = new AtomicLong();
  private final LongAccumulator mostInFlight = new LongAccumulator(Math::max, 0);
  private final LongAdder busyNanos = new LongAdder();
  private final LongAdder bytesIn = new LongAdder();
  private final LongAdder bytesOut = new LongAdder();
  private final AtomicLong firstArrival = new AtomicLong(Long.MIN_VALUE);
  private final AtomicLong lastArrival = new AtomicLong();
  private final LongAccumulator lastEnd = new LongAccumulator(Math::max, Long.MIN_VALUE);
  private final AtomicLongArray gaps = new AtomicLongArray(GAPS);
  private final Map<PromptId, AtomicInteger> prompts = new ConcurrentHashMap<>();
  private final AtomicLong digestHigh = new AtomicLong();
  private final AtomicLong digestLow = new AtomicLong();
  private final Set<String> keys = ConcurrentHashMap.newKeySet();
  private final Map<String, LongAdder> paths = new ConcurrentHashMap<>();
  private final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> faults = new ConcurrentHashMap<>();
  private final Map<Value, LongAdder> values = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> valuesSeen = new ConcurrentHashMap<>();
  private final LongAdder unknown = new LongAdder();
  private final LongAdder images = new LongAdder();
  private final LongAdder sounds = new LongAdder();
  private final AtomicIntegerArray itemsAsked;
  private final AtomicIntegerArray itemsDelivered;
  private final ConcurrentLinkedQueue<RequestTiming> timings = new ConcurrentLinkedQueue<>();
  private volatile boolean finished;
  private final LongAdder afterFinish = new LongAdder();

  Books(@Nullable AnswerKey key, InstantSource clock) {
    this.key = key;
    this.clock = clock;
    int items = key == null ? 0 : key.size();
    this.itemsAsked = new AtomicIntegerArray(items);
    this.itemsDelivered = new AtomicIntegerArray(items);
  }

  void connected() {
    connections.increment();
  }

  void finish() {
    finished = true;
  }

  int inFlight() {
    return inFlight.get();
  }

  /** Notes the arrival of a request and returns its number, from 1. */
  long arrived(String path, long now) {
    paths.computeIfAbsent(path, name -> new LongAdder()).increment();
    if (finished) {
      afterFinish.increment();
    }
    if (firstArrival.get() == Long.MIN_VALUE && firstArrival.compareAndSet(Long.MIN_VALUE, now)) {
      firstAt = clock.millis();
    }
    long previous = lastArrival.getAndSet(now);
    long number = requests.incrementAndGet();
    if (number > 1) {
      long micros = Math.max(0, now - previous) / 1000;
      gaps.incrementAndGet(Math.min(GAPS - 1, Long.SIZE - Long.numberOfLeadingZeros(micros)));
    }
    mostInFlight.accumulate(inFlight.incrementAndGet());
    return number;
  }

  /** Notes what was asked and returns how often it has been, this time included. */
  int asked(Call call, String idempotencyKey) {
    images.add(call.images());
    sounds.add(call.sounds());
    if (!idempotencyKey.isEmpty()) {
      keys.add(idempotencyKey);
    }
    AtomicInteger count = prompts.get(call.promptId());
    if (count == null) {
      var fresh = new AtomicInteger();
      AtomicInteger there = prompts.putIfAbsent(call.promptId(), fresh);
      count = there == null ? fresh : there;
      if (there == null) {
        digestHigh.addAndGet(call.promptId().high());
        digestLow.addAndGet(call.promptId().low());
      }
    }
    return count.incrementAndGet();
  }

  void item(AnswerKey.@Nullable Answered item) {
    if (key == null) {
      return;
    }
    if (item == null) {
      unknown.increment();
    } else {
      itemsAsked.incrementAndGet(item.index());
    }
  }

  void fault(FaultKind kind) {
    faults.computeIfAbsent(kind.word(), word -> new LongAdder()).increment();
  }

  void parameter(String name, String value) {
    LongAdder count = values.get(new Value(name, value));
    if (count == null) {
      int seen = valuesSeen.computeIfAbsent(name, n -> new AtomicInteger()).incrementAndGet();
      String kept = seen > MOST_VALUES ? "other" : value;
      count = values.computeIfAbsent(new Value(name, kept), v -> new LongAdder());
    }
    count.increment();
  }

  void delivered(AnswerKey.@Nullable Answered item) {
    delivered.increment();
    if (item != null) {
      itemsDelivered.incrementAndGet(item.index());
    }
  }

  void timing(RequestTiming timing) {
    timings.add(timing);
  }

  /** Notes the end of a response; status 0 means that the connection was broken before one. */
  void ended(int status, long arrived, long now, long in, long out) {
    statuses.computeIfAbsent(status, s -> new LongAdder()).increment();
    inFlight.decrementAndGet();
    busyNanos.add(now - arrived);
    bytesIn.add(in);
    bytesOut.add(out);
    lastEnd.accumulate(now);
  }

  /**
   * Notes that a client can have the end of a response from now on, before it is {@link #ended}.
   */
  void closing() {
    closing.incrementAndGet();
  }

  /** Notes that all of a response that was {@link #closing} is in the books. */
  void settled() {
    settled.incrementAndGet();
  }

  /**
   * Waits until the responses that clients may have read to their end are in the books: a client
   * that asks for them after its last reply finds that reply in them.
   */
  private void settle() {
    long asked = closing.get();
    long since = System.nanoTime();
    while (settled.get() < asked && System.nanoTime() - since < MOST_SETTLING.toNanos()) {
      LockSupport.parkNanos(20_000);
    }
  }

  List<RequestTiming> timings() {
    settle();
    return List.copyOf(timings);
  }

  MockStats stats() {
    settle();
    long first = firstArrival.get();
    double seconds = first == Long.MIN_VALUE ? 0 : Math.max(0, (lastEnd.get() - first) / 1e9);
    long repeated = 0;
    long most = 0;
    for (AtomicInteger count : prompts.values()) {
      repeated += count.get() > 1 ? 1 : 0;
      most = Math.max(most, count.get());
    }
    Map<String, Long> byStatus = new TreeMap<>();
    statuses.forEach((status, count) -> byStatus.put(Integer.toString(status), count.sum()));
    return new MockStats(
        requests.get(),
        delivered.sum(),
        connections.sum(),
        mostInFlight.get(),
        seconds == 0 ? 0 : busyNanos.sum() / 1e9 / seconds,
        bytesIn.sum(),
        bytesOut.sum(),
        seconds,
        firstAt,
        prompts.size(),
        repeated,
        most,
        "%016x%016x".formatted(digestHigh.get(), digestLow.get()),
        keys.size(),
        afterFinish.sum(),
        atLeast(itemsAsked, 1),
        atLeast(itemsDelivered, 1),
        atLeast(itemsDelivered, 2),
        deliveredRight(),
        unknown.sum(),
        images.sum(),
        sounds.sum(),
        sums(paths),
        byStatus,
        sums(faults),
        parameters(),
        gaps());
  }

  private static long atLeast(AtomicIntegerArray counts, int least) {
    long items = 0;
    for (int i = 0; i < counts.length(); i++) {
      items += counts.get(i) >= least ? 1 : 0;
    }
    return items;
  }

  private long deliveredRight() {
    long right = 0;
    for (int i = 0; key != null && i < itemsDelivered.length(); i++) {
      right += itemsDelivered.get(i) > 0 && key.isRight(i) ? 1 : 0;
    }
    return right;
  }

  private static Map<String, Long> sums(Map<String, LongAdder> counts) {
    Map<String, Long> sums = new TreeMap<>();
    counts.forEach((name, count) -> sums.put(name, count.sum()));
    return sums;
  }

  private Map<String, Map<String, Long>> parameters() {
    Map<String, Map<String, Long>> parameters = new TreeMap<>();
    values.forEach(
        (value, count) ->
            parameters
                .computeIfAbsent(value.name(), name -> new TreeMap<>())
                .put(value.value(), count.sum()));
    return parameters;
  }

  private List<Long> gaps() {
    List<Long> counts = new ArrayList<>();
    for (int i = 0; i < GAPS; i++) {
      counts.add(gaps.get(i));
    }
    while (!counts.isEmpty() && counts.getLast() == 0) {
      counts.removeLast();
    }
    return counts;
  }
}
