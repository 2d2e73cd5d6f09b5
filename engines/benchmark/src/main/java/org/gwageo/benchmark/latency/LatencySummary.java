package org.gwageo.benchmark.latency;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.gwageo.benchmark.journal.Attempt;
import org.gwageo.benchmark.journal.Attempts;
import org.gwageo.benchmark.journal.Outcome.Answered;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.journal.Timing;
import org.gwageo.benchmark.journal.Usage;
import org.gwageo.benchmark.statistics.QuantileRanks;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
    return Recorder.of(attempts, task, subject).summary();
  }

  /**
   * Adds up replies one by one; used by one thread at a time. Recorders of several runs add up, and
   * one survives {@link #toJson} and {@link #parse} with every count.
   */
  public static final class Recorder {

    /** An hour: longer times are counted as one. */
    private static final long LONGEST = 3_600_000_000L;

    private static final int DIGITS = 3;

    private final Map<Measure, Histogram> histograms = new EnumMap<>(Measure.class);
    private TokenTotals tokens = TokenTotals.NONE;

    /** Makes one without any reply. */
    public Recorder() {
      for (Measure measure : Measure.values()) {
        histograms.put(measure, new Histogram(DIGITS));
      }
    }

    /**
     * Reads the attempts at {@code task} by {@code subject}.
     *
     * @throws IOException if the attempts cannot be read
     */
    public static Recorder of(Attempts attempts, Digest task, Subject subject) throws IOException {
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
      return recorder;
    }

    private Histogram of(Measure measure) {
      return Objects.requireNonNull(histograms.get(measure));
    }

    /** Adds one reply. */
    public void add(Timing timing, Usage usage) {
      add(Measure.QUEUED, timing.queued());
      if (timing.connect() > 0) {
        add(Measure.CONNECT, timing.connect());
      }
      add(Measure.FIRST_TOKEN, timing.firstToken());
      add(Measure.GAP, timing.meanGap());
      add(Measure.LONGEST_GAP, timing.longestGap());
      add(Measure.SERVICE, timing.total());
      add(Measure.SINCE_INTENDED, timing.queued() + timing.connect() + timing.total());
      tokens = tokens.plus(usage);
    }

    private void add(Measure measure, @Nullable Long micros) {
      if (micros != null) {
        of(measure).recordValue(Math.clamp(micros, 0, LONGEST));
      }
    }

    /** Adds all replies of another recorder. */
    public void add(Recorder other) {
      for (Measure measure : Measure.values()) {
        of(measure).add(other.of(measure));
      }
      tokens = tokens.plus(other.tokens);
    }

    /** Returns the tokens of what was added so far. */
    public TokenTotals tokens() {
      return tokens;
    }

    /** Returns the percentiles of one measure of what was added so far. */
    public Percentiles percentiles(Measure measure) {
      return Percentiles.of(of(measure));
    }

    /**
     * Returns the interval of a percentile by order statistics ({@link QuantileRanks}), which holds
     * if replies took their times independently of each other.
     *
     * @param percentile above 0 and below 100
     * @param level the coverage, above 0 and below 1
     */
    public PercentileInterval interval(Measure measure, double percentile, double level) {
      Histogram histogram = of(measure);
      long n = histogram.getTotalCount();
      if (n == 0) {
        return PercentileInterval.NONE;
      }
      var ranks = QuantileRanks.of(n, percentile / 100, level);
      return new PercentileInterval(
          ranks.low() == 0 ? null : at(histogram, ranks.low()),
          ranks.high() > n ? null : at(histogram, ranks.high()));
    }

    private static double at(Histogram histogram, long rank) {
      double percentile = 100 * (rank - 0.5) / histogram.getTotalCount();
      return Math.min(histogram.getValueAtPercentile(percentile), histogram.getMaxValue()) / 1000.0;
    }

    /** Returns the summary of what was added so far. */
    public LatencySummary summary() {
      return new LatencySummary(
          percentiles(Measure.QUEUED),
          percentiles(Measure.CONNECT),
          percentiles(Measure.FIRST_TOKEN),
          percentiles(Measure.GAP),
          percentiles(Measure.LONGEST_GAP),
          percentiles(Measure.SERVICE),
          percentiles(Measure.SINCE_INTENDED),
          tokens);
    }

    /**
     * Returns every count as canonical JSON: the histograms in HdrHistogram's compressed encoding
     * (V2) as Base64, and the tokens.
     */
    public String toJson() {
      var tree = new TreeMap<String, Object>();
      for (Measure measure : Measure.values()) {
        Histogram histogram = of(measure);
        var buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        tree.put(
            measure.word(),
            Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length)));
      }
      tree.put("tokens", tokens.toTree());
      return CanonicalJson.string(tree);
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws IllegalArgumentException if it did not
     */
    public static Recorder parse(String json) {
      var recorder = new Recorder();
      try {
        JsonNode tree = JsonMapper.shared().readTree(json);
        for (Measure measure : Measure.values()) {
          byte[] bytes = Base64.getDecoder().decode(tree.path(measure.word()).asString(""));
          recorder
              .of(measure)
              .add(Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), LONGEST));
        }
        recorder.tokens = TokenTotals.of(tree.path("tokens"));
        return recorder;
      } catch (DataFormatException | RuntimeException e) {
        throw new IllegalArgumentException("these are no recorded times", e);
      }
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
