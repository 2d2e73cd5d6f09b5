package org.gwageo.benchmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.gwageo.benchmark.endpoint.Endpoint;
import org.gwageo.benchmark.endpoint.MockEndpoint;
import org.gwageo.benchmark.journal.FileJournal;
import org.gwageo.benchmark.journal.Journal;
import org.gwageo.benchmark.run.RunsTogether.Ended;
import org.gwageo.benchmark.run.RunsTogether.Entrant;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RunsTogetherTests {

  private static final RunOptions OPTIONS = Runs.OPTIONS.with(new Concurrency.Fixed(4));

  @TempDir Path folder;

  private static Entrant entrant(BenchmarkTask task, MockEndpoint mock, Journal journal) {
    return new Entrant(task, Endpoint.of(mock.base(), "m"), journal, OPTIONS, Progress.none());
  }

  @Test
  void tellsOfAnEndWhileOthersGoOn() throws Exception {
    var underWay = new AtomicInteger();
    var atFirstEnd = new AtomicInteger(-1);
    var ends = new ConcurrentHashMap<Integer, Ended>();
    try (MockEndpoint slow =
            MockEndpoint.start(
                request -> {
                  Thread.sleep(5);
                  underWay.incrementAndGet();
                  return MockEndpoint.sum(request);
                });
        MockEndpoint fast = MockEndpoint.start(MockEndpoint::sum);
        FileJournal one = FileJournal.open(folder.resolve("one.jsonl"));
        FileJournal two = FileJournal.open(folder.resolve("two.jsonl"))) {
      List<Ended> ended =
          RunsTogether.run(
              List.of(entrant(Tasks.sums(150), slow, one), entrant(Tasks.sums(10), fast, two)),
              (index, how) -> {
                ends.put(index, how);
                atFirstEnd.compareAndSet(-1, underWay.get());
              });

      assertThat(ends).containsOnlyKeys(0, 1);
      assertThat(ends.get(1)).isSameAs(ended.get(1));
      assertThat(atFirstEnd).hasValueLessThan(150);
    }
  }

  @Test
  void keepsEntrantsOfUnequalSpeedTogether() throws Exception {
    BenchmarkTask task = Tasks.sums(200);
    var slowDone = new AtomicInteger();
    var fastAsked = new AtomicInteger();
    var most = new AtomicInteger();
    try (MockEndpoint slow =
            MockEndpoint.start(
                request -> {
                  Thread.sleep(4);
                  slowDone.incrementAndGet();
                  return MockEndpoint.sum(request);
                });
        MockEndpoint fast =
            MockEndpoint.start(
                request -> {
                  int ahead = fastAsked.incrementAndGet() - slowDone.get();
                  most.accumulateAndGet(ahead, Math::max);
                  return MockEndpoint.sum(request);
                });
        FileJournal one = FileJournal.open(folder.resolve("one.jsonl"));
        FileJournal two = FileJournal.open(folder.resolve("two.jsonl"))) {
      List<Ended> ended =
          RunsTogether.run(List.of(entrant(task, slow, one), entrant(task, fast, two)));

      assertThat(ended)
          .allSatisfy(
              end ->
                  assertThat(end)
                      .isInstanceOfSatisfying(
                          Ended.Scored.class,
                          scored ->
                              assertThat(scored.result().accuracy().correct()).isEqualTo(200)));
      assertThat(most.get()).isLessThanOrEqualTo(32);
    }
  }

  @Test
  void goesOnWithTheOthersWhenOneBreaksDown() throws Exception {
    BenchmarkTask task = Tasks.sums(50);
    var broken =
        new Journal() {
          @Override
          public void append(List<org.gwageo.benchmark.journal.Attempt> attempts)
              throws java.io.IOException {
            throw new java.io.IOException("no space left");
          }

          @Override
          public Cursor read() {
            return () -> null;
          }
        };
    try (MockEndpoint mock = MockEndpoint.start(MockEndpoint::sum);
        FileJournal journal = FileJournal.open(folder.resolve("journal.jsonl"))) {
      List<Ended> ended =
          RunsTogether.run(List.of(entrant(task, mock, broken), entrant(task, mock, journal)));

      assertThat(ended.getFirst())
          .isInstanceOfSatisfying(
              Ended.Broken.class, end -> assertThat(end.cause()).hasMessage("no space left"));
      assertThat(ended.getLast())
          .isInstanceOfSatisfying(
              Ended.Scored.class,
              end -> assertThat(end.result().accuracy().correct()).isEqualTo(50));
    }
  }
}
