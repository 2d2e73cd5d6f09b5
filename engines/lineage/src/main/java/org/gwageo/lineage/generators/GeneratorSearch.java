package org.gwageo.lineage.generators;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.gwageo.lineage.numerics.FloatMatrix;
import org.gwageo.lineage.numerics.MatrixProduct;
import org.gwageo.lineage.numerics.Sums;

/**
 * Tries the numbers of known generators against the beginnings of matrices, seed by seed and place
 * by place.
 *
 * <p>A try multiplies the first {@value #FIRST} elements. Few tries go on to more elements, and the
 * last step takes all of them; only its z counts. Its p-value is multiplied by the number of all
 * tries, so it holds for whatever was found by looking for the largest.
 */
public final class GeneratorSearch {

  /** Elements of the first step. */
  static final int FIRST = 1024;

  /** Below these z a try ends at a step; noise ends mostly at the first. */
  private static final double[] LEAST = {2, 3};

  private static final int[] STEPS = {FIRST, Probe.FEWEST};

  /** Words of a processor's stream whose places are tried together. */
  private static final int BLOCK = 1 << 16;

  /** Offsets of a graphics card that are tried together. */
  private static final int OFFSETS = 256;

  /** What has to be reached to be found. */
  private static final double FOUND_Z = 8;

  private static final double FOUND_LOG10P = -6;

  private final Settings settings;

  /** Makes a search. */
  public GeneratorSearch(Settings settings) {
    this.settings = settings;
  }

  /**
   * What is tried.
   *
   * @param seeds the seeds
   * @param words how far into the stream of a processor; a place is tried every 16 words
   * @param offsets how far into that of a graphics card
   * @param threads how many threads try
   * @param progress is told from time to time how many seeds of how many are done
   */
  public record Settings(
      List<Long> seeds, long words, int offsets, int threads, Progress progress) {

    /**
     * Seeds that people and programs use, and those to which Megatron-LM turns the most common of
     * them for the first of its tensor-parallel ranks (2718 more).
     */
    public static final List<Long> USUAL =
        List.of(
            0L, 1L, 2L, 3L, 7L, 10L, 42L, 100L, 123L, 777L, 1000L, 1234L, 1337L, 2023L, 2024L,
            2025L, 2026L, 3407L, 4242L, 12345L, 2718L, 2760L, 3952L, 4055L);

    private static final long MOST_WORDS = 1L << 25;
    private static final int MOST_OFFSETS = 1 << 12;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if there is no seed, a number is negative, or there are no
     *     threads
     */
    public Settings {
      seeds = seeds.stream().distinct().toList();
      if (seeds.isEmpty() || words < 0 || offsets < 0 || threads < 1) {
        throw new IllegalArgumentException(
            "a search needs a seed, a thread and numbers of at least 0: %s, %d words, %d offsets"
                .formatted(seeds, words, offsets));
      }
    }

    /**
     * Returns the usual seeds, on all processors.
     *
     * @param words how far into the stream of a processor, at most {@value #MOST_WORDS}
     * @param offsets how far into that of a graphics card, at most {@value #MOST_OFFSETS}
     */
    public static Settings usual(long words, long offsets) {
      return new Settings(
          USUAL,
          Math.min(words, MOST_WORDS),
          (int) Math.min(offsets, MOST_OFFSETS),
          Runtime.getRuntime().availableProcessors(),
          (done, of) -> {});
    }

    /** Returns these settings with another listener. */
    public Settings reporting(Progress progress) {
      return new Settings(seeds, words, offsets, threads, progress);
    }

    /** Returns these settings with other seeds. */
    public Settings withSeeds(List<Long> seeds) {
      return new Settings(seeds, words, offsets, threads, progress);
    }

    /** Returns these settings with other lengths of the streams. */
    public Settings reaching(long words, int offsets) {
      return new Settings(seeds, words, offsets, threads, progress);
    }
  }

  /** Is told how far a search is. */
  public interface Progress {

    /** So many of so many steps are done. */
    void at(long done, long of);
  }

  /**
   * A matrix that begins with the numbers of a generator.
   *
   * @param tensor its name
   * @param generator the generator
   * @param seed the seed
   * @param offset the place: words of a processor's stream, or counters of a graphics card's
   * @param elements how many elements were compared
   * @param correlation Σ wᵢ xᵢ / √(Σ wᵢ² Σ xᵢ²)
   * @param z Σ wᵢ xᵢ / |w|
   * @param log10p log10 of the p-value times the number of tries, at most 0
   */
  public record Found(
      String tensor,
      Generator generator,
      long seed,
      long offset,
      int elements,
      double correlation,
      double z,
      double log10p) {}

  /**
   * What came out.
   *
   * @param found the strongest place of every matrix that has one, in the order of the probes
   * @param tries how many places were tried, over all probes
   */
  public record Result(List<Found> found, long tries) {

    /** Copies the list. */
    public Result {
      found = List.copyOf(found);
    }
  }

  /** A place that reached the last step. */
  private record Candidate(
      int probe, Generator generator, long seed, long offset, double correlation, double z) {}

  /**
   * Tries all seeds against the probes.
   *
   * @param before how many places were tried before, for the same question
   */
  public Result in(List<Probe> probes, long before) {
    List<Probe> speaking = probes.stream().filter(Probe::speaks).toList();
    long tries = before + tries(speaking.size());
    if (speaking.isEmpty()) {
      return new Result(List.of(), tries);
    }
    var matrix = FloatMatrix.zeros(speaking.size(), FIRST);
    for (int p = 0; p < speaking.size(); p++) {
      float scale =
          (float) (1 / Math.sqrt(Math.max(Double.MIN_NORMAL, speaking.get(p).squares(FIRST))));
      for (int i = 0; i < FIRST; i++) {
        matrix.put(p, i, speaking.get(p).values()[i] * scale);
      }
    }
    var next = new AtomicInteger();
    var done = new AtomicLong();
    var best = new Candidate[speaking.size()];
    var threads = new ArrayList<Thread>();
    var failures = new ArrayList<RuntimeException>();
    int number = Math.min(settings.threads(), settings.seeds().size());
    for (int i = 0; i < number; i++) {
      threads.add(
          Thread.ofPlatform()
              .daemon()
              .name("generator-search-" + i)
              .unstarted(
                  () -> {
                    try {
                      var attempt = new Attempt(speaking, matrix);
                      for (int s = next.getAndIncrement();
                          s < settings.seeds().size();
                          s = next.getAndIncrement()) {
                        attempt.seed(settings.seeds().get(s));
                        synchronized (done) {
                          settings.progress().at(done.incrementAndGet(), settings.seeds().size());
                        }
                      }
                      synchronized (best) {
                        attempt.mergeInto(best);
                      }
                    } catch (RuntimeException e) {
                      synchronized (failures) {
                        failures.add(e);
                      }
                    }
                  }));
    }
    threads.forEach(Thread::start);
    threads.forEach(GeneratorSearch::join);
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
    return new Result(found(speaking, best, tries), tries);
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private long tries(int probes) {
    return 2L
        * probes
        * settings.seeds().size()
        * (settings.offsets() + settings.words() / CpuDraws.GROUP);
  }

  private static List<Found> found(List<Probe> probes, Candidate[] best, long tries) {
    var found = new ArrayList<Found>();
    for (int p = 0; p < best.length; p++) {
      Candidate one = best[p];
      if (one == null) {
        continue;
      }
      double log10p =
          Math.min(0, one.generator().log10Tail(one.z()) + StrictMath.log10((double) tries));
      if (one.z() >= FOUND_Z && log10p <= FOUND_LOG10P) {
        found.add(
            new Found(
                probes.get(p).tensor(),
                one.generator(),
                one.seed(),
                one.offset(),
                probes.get(p).values().length,
                one.correlation(),
                one.z(),
                log10p));
      }
    }
    return found;
  }

  /** One thread's tries. */
  private final class Attempt {

    private final List<Probe> probes;
    private final FloatMatrix firsts;
    private final MatrixProduct product = MatrixProduct.onThreads(1);
    private final Candidate[] best;

    Attempt(List<Probe> probes, FloatMatrix firsts) {
      this.probes = probes;
      this.firsts = firsts;
      best = new Candidate[probes.size()];
    }

    void seed(long seed) {
      cuda(seed);
      cpu(seed);
    }

    private void cuda(long seed) {
      var draws = new CudaDraws();
      var normal = FloatMatrix.zeros(OFFSETS, FIRST);
      var uniform = FloatMatrix.zeros(OFFSETS, FIRST);
      var all = new float[2][Probe.MOST];
      for (int offset = 0; offset < settings.offsets(); offset += OFFSETS) {
        int rows = Math.min(OFFSETS, settings.offsets() - offset);
        for (int row = 0; row < rows; row++) {
          draws.draw(seed, offset + row, 0, FIRST, normal.values(), uniform.values(), row * FIRST);
        }
        long from = offset;
        var drawn = new int[] {-1, 0};
        More more =
            (law, row, count) -> {
              int there = drawn[0] == row ? drawn[1] : 0;
              if (there < count) {
                draws.draw(seed, from + row, there, count, all[0], all[1], there);
                drawn[0] = row;
                drawn[1] = count;
              }
              return all[law];
            };
        tryRows(normal.rows(0, rows), 0, Generator.TORCH_CUDA_NORMAL, seed, from, 1, more, 0);
        tryRows(uniform.rows(0, rows), 1, Generator.TORCH_CUDA_UNIFORM, seed, from, 1, more, 0);
      }
    }

    private void cpu(long seed) {
      var draws = new CpuDraws(seed);
      var stream = new float[2][BLOCK + Probe.MOST];
      int places = BLOCK / CpuDraws.GROUP;
      var rows = FloatMatrix.zeros(places, FIRST);
      draws.next(stream[0], stream[1], 0, Probe.MOST);
      for (long block = 0; block < settings.words(); block += BLOCK) {
        draws.next(stream[0], stream[1], Probe.MOST, BLOCK);
        int count = (int) Math.min(places, (settings.words() - block) / CpuDraws.GROUP);
        for (int law = 0; law < 2; law++) {
          float[] values = stream[law];
          for (int row = 0; row < count; row++) {
            System.arraycopy(values, row * CpuDraws.GROUP, rows.values(), row * FIRST, FIRST);
          }
          Generator generator = law == 0 ? Generator.TORCH_CPU_NORMAL : Generator.TORCH_CPU_UNIFORM;
          More more = (any, row, length) -> values;
          tryRows(
              rows.rows(0, count),
              law,
              generator,
              seed,
              block,
              CpuDraws.GROUP,
              more,
              CpuDraws.GROUP);
          System.arraycopy(values, BLOCK, values, 0, Probe.MOST);
        }
      }
    }

    /**
     * Tries places whose first numbers are the rows.
     *
     * @param step how far the offsets of two rows are apart
     * @param apart how far a row's numbers begin after those of the row before in what {@code more}
     *     returns
     */
    private void tryRows(
        FloatMatrix rows,
        int law,
        Generator generator,
        long seed,
        long offset,
        int step,
        More more,
        int apart) {
      FloatMatrix products = product.timesTransposed(rows, firsts);
      for (int row = 0; row < rows.rows(); row++) {
        for (int p = 0; p < probes.size(); p++) {
          if (products.at(row, p) >= LEAST[0]) {
            goOn(p, law, row, generator, seed, offset + (long) row * step, more, row * apart);
          }
        }
      }
    }

    private void goOn(
        int p, int law, int row, Generator generator, long seed, long offset, More more, int at) {
      Probe probe = probes.get(p);
      for (int i = 1; i < STEPS.length; i++) {
        float[] numbers = more.numbers(law, row, STEPS[i]);
        if (z(probe, numbers, at, STEPS[i]) < LEAST[i]) {
          return;
        }
      }
      int count = probe.values().length;
      float[] numbers = more.numbers(law, row, count);
      double z = z(probe, numbers, at, count);
      if (best[p] == null || order(generator, seed, offset, z, best[p]) > 0) {
        double correlation = z / Math.sqrt(Sums.squares(numbers, at, count));
        best[p] = new Candidate(p, generator, seed, offset, correlation, z);
      }
    }

    private static double z(Probe probe, float[] numbers, int at, int count) {
      return Sums.dot(probe.values(), 0, numbers, at, count) / Math.sqrt(probe.squares(count));
    }

    void mergeInto(Candidate[] total) {
      for (int p = 0; p < best.length; p++) {
        Candidate one = best[p];
        if (one != null
            && (total[p] == null
                || order(one.generator(), one.seed(), one.offset(), one.z(), total[p]) > 0)) {
          total[p] = one;
        }
      }
    }
  }

  /** The larger z wins; equal ones are ordered by what they are, not by who came first. */
  private static int order(Generator generator, long seed, long offset, double z, Candidate other) {
    return Comparator.<Candidate>comparingDouble(Candidate::z)
        .thenComparing(Candidate::generator, Comparator.reverseOrder())
        .thenComparing(Candidate::seed, Comparator.reverseOrder())
        .thenComparing(Candidate::offset, Comparator.reverseOrder())
        .compare(new Candidate(other.probe(), generator, seed, offset, 0, z), other);
  }

  /** The numbers that follow at a place. */
  private interface More {
    float[] numbers(int law, int row, int count);
  }
}
