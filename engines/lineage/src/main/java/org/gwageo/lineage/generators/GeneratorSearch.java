package org.gwageo.lineage.generators;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tries the numbers of known generators against the beginnings of matrices, seed by seed and place
 * by place.
 *
 * <p>A try multiplies the first {@value SeedAttempt#FIRST} elements. Few tries go on to more
 * elements, and the last step takes all of them; only its z counts. Its p-value is multiplied by
 * the number of all tries, so it holds for whatever was found by looking for the largest.
 */
public final class GeneratorSearch {

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

  /**
   * Tries all seeds against the probes.
   *
   * @param before how many places were tried before, for the same question
   */
  public Result in(List<Probe> probes, long before) {
    List<Probe> speaking = probes.stream().filter(Probe::speaks).toList();
    long tries = before + tries(speaking.size());
    var best =
        new ArrayList<Optional<Candidate>>(Collections.nCopies(speaking.size(), Optional.empty()));
    if (speaking.isEmpty()) {
      return new Result(List.of(), tries);
    }
    for (List<Optional<Candidate>> ofSeed : candidates(speaking)) {
      for (int p = 0; p < best.size(); p++) {
        best.set(p, Candidate.larger(best.get(p), ofSeed.get(p)));
      }
    }
    var found = new ArrayList<Found>();
    for (int p = 0; p < best.size(); p++) {
      Probe probe = speaking.get(p);
      best.get(p).flatMap(one -> found(probe, one, tries)).ifPresent(found::add);
    }
    return new Result(found, tries);
  }

  /** The strongest place of every probe, seed by seed. */
  private List<List<Optional<Candidate>>> candidates(List<Probe> probes) {
    var done = new AtomicInteger();
    int seeds = settings.seeds().size();
    List<Callable<List<Optional<Candidate>>>> attempts =
        settings.seeds().stream()
            .<Callable<List<Optional<Candidate>>>>map(
                seed ->
                    () -> {
                      var attempt = new SeedAttempt(seed, probes);
                      attempt.onCards(settings.offsets());
                      attempt.onProcessors(settings.words());
                      synchronized (done) {
                        settings.progress().at(done.incrementAndGet(), seeds);
                      }
                      return attempt.best();
                    })
            .toList();
    try (ExecutorService executor =
        Executors.newFixedThreadPool(Math.min(settings.threads(), seeds))) {
      var results = new ArrayList<List<Optional<Candidate>>>();
      for (Future<List<Optional<Candidate>>> result : executor.invokeAll(attempts)) {
        results.add(result.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a seed could not be tried", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the search was interrupted", e);
    }
  }

  private long tries(int probes) {
    return 2L
        * probes
        * settings.seeds().size()
        * (settings.offsets() + settings.words() / CpuDraws.GROUP);
  }

  private static Optional<Found> found(Probe probe, Candidate one, long tries) {
    Generator generator = one.place().generator();
    double log10p = Math.min(0, generator.log10Tail(one.z()) + StrictMath.log10((double) tries));
    if (one.z() < FOUND_Z || log10p > FOUND_LOG10P) {
      return Optional.empty();
    }
    return Optional.of(
        new Found(
            probe.tensor(),
            generator,
            one.place().seed(),
            one.place().offset(),
            probe.values().length,
            one.correlation(),
            one.z(),
            log10p));
  }
}
