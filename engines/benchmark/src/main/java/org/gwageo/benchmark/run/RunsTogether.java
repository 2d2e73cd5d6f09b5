package org.gwageo.benchmark.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.gwageo.benchmark.endpoint.Endpoint;
import org.gwageo.benchmark.journal.Journal;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.score.QuestionScore;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.TaskException;
import org.jspecify.annotations.Nullable;

/**
 * Runs of several entrants in the same time window.
 *
 * <p>Entrants that are measured one after the other meet different hours of the day and different
 * neighbours on their machines. Here all advance alike: no run is more than a window of requests
 * ahead of the one that is furthest behind, so that whatever disturbs disturbs all. The price is
 * that all take as long as the slowest.
 */
public final class RunsTogether {

  /** How many requests of its own a run may be ahead where its concurrency is lower. */
  private static final int WINDOW = 32;

  /**
   * One of the runs.
   *
   * @param task what is asked
   * @param endpoint who is asked
   * @param journal where attempts are kept, one for each run
   * @param options how the endpoint is treated
   * @param progress watches this run; called from the run's own thread
   * @param details receives each question's score, as {@link BenchmarkRun#run} hands it over;
   *     called from the run's own thread
   */
  public record Entrant(
      BenchmarkTask task,
      Endpoint endpoint,
      Journal journal,
      RunOptions options,
      Progress progress,
      Consumer<QuestionScore> details) {

    /** Makes a run whose questions' scores nobody takes. */
    public Entrant(
        BenchmarkTask task,
        Endpoint endpoint,
        Journal journal,
        RunOptions options,
        Progress progress) {
      this(task, endpoint, journal, options, progress, score -> {});
    }
  }

  /** How a run ended. */
  public sealed interface Ended {

    /**
     * It ended with a score.
     *
     * @param result the score of its journal
     */
    record Scored(BenchmarkResult result) implements Ended {}

    /**
     * It broke down; the others went on.
     *
     * @param cause an {@link IOException}, {@link TaskException} or unchecked exception
     */
    record Broken(Throwable cause) implements Ended {}
  }

  /** Learns how each run ended while others go on. */
  @FunctionalInterface
  public interface Ends {

    /**
     * Takes the end of a run; called once for each, from the run's own thread. The others do not
     * wait for it.
     *
     * @param index the run's place among the entrants, from 0
     * @param how how it ended
     */
    void ended(int index, Ended how);
  }

  private RunsTogether() {}

  /**
   * Runs all until each is done, stopped by its progress or broken, and returns how they ended, in
   * the order of {@code entrants}.
   *
   * @throws InterruptedException if the calling thread is interrupted: requests under way are
   *     abandoned, replies that came are in the journals
   */
  public static List<Ended> run(List<Entrant> entrants) throws InterruptedException {
    return run(entrants, (index, how) -> {});
  }

  /**
   * Runs all as {@link #run(List)} does and tells {@code ends} of each as soon as it is over.
   *
   * @throws InterruptedException if the calling thread is interrupted: requests under way are
   *     abandoned, replies that came are in the journals
   */
  public static List<Ended> run(List<Entrant> entrants, Ends ends) throws InterruptedException {
    var turns = new FairTurns(WINDOW);
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < entrants.size(); i++) {
      int index = i;
      runs.add(new Run(entrants.get(i), turns, how -> ends.ended(index, how)));
    }
    // Closing waits for all runs, and interrupts them when it is interrupted itself.
    try (var threads =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("run-", 1).factory())) {
      runs.forEach(threads::execute);
    }
    if (Thread.interrupted()) {
      throw new InterruptedException("runs together were interrupted");
    }
    return runs.stream().map(Run::ended).toList();
  }

  private static final class Run implements Runnable {

    private final Entrant entrant;
    private final FairTurns.Turn turn;
    private final Consumer<Ended> end;
    private volatile @Nullable Ended ended;

    Run(Entrant entrant, FairTurns turns, Consumer<Ended> end) {
      this.entrant = entrant;
      this.end = end;
      this.turn =
          turns.join(
              BenchmarkRun.requests(entrant.task()),
              new Gate(entrant.options().concurrency()).most());
    }

    @Override
    public void run() {
      Ended how;
      try {
        how =
            new Ended.Scored(
                new BenchmarkRun(
                        entrant.task(),
                        entrant.endpoint(),
                        entrant.journal(),
                        entrant.options(),
                        entrant.progress(),
                        entrant.details())
                    .ask(turn));
      } catch (IOException | TaskException | InterruptedException | RuntimeException | Error e) {
        how = new Ended.Broken(e);
      } finally {
        turn.leave();
      }
      ended = how;
      end.accept(how);
    }

    Ended ended() {
      Ended known = ended;
      if (known == null) {
        throw new IllegalStateException("the run has not ended");
      }
      return known;
    }
  }
}
