package org.gwageo.benchmark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.ItemReader;
import org.gwageo.benchmark.task.Tasks;
import org.gwageo.canonical.Digest;
import org.junit.jupiter.api.Test;

class SeasonRunTests {

  private static final Subject SUBJECT = new Subject("m", "sha256:1", "korea/stage-1");

  private static BenchmarkTask task(String generation) throws Exception {
    return Tasks.sums(
        Tasks.GENERATED.replace(
            "generation: {max_tokens: 16}", "generation: " + generation + "\nrepeats: 3"),
        1);
  }

  private static Set<Digest> keys(BenchmarkTask task, Subject subject) throws Exception {
    var keys = new HashSet<Digest>();
    try (ItemReader items = task.items().open()) {
      var item = Objects.requireNonNull(items.next());
      for (int repeat = 0; repeat < task.repeats(); repeat++) {
        keys.add(task.question(item, repeat, subject).key());
      }
    }
    return keys;
  }

  @Test
  void theFirstRunIsTheTaskAndTheSeasonAsTheyAre() throws Exception {
    BenchmarkTask task = task("{temperature: 0.7, seed: 11, max_tokens: 9}");
    assertThat(SeasonRun.FIRST.of(task)).isSameAs(task);
    assertThat(SeasonRun.FIRST.of(SUBJECT)).isEqualTo(SUBJECT);
    assertThat(SeasonRun.numberOf(SUBJECT)).isOne();
  }

  @Test
  void noTwoRunsShareASeedOrAKey() throws Exception {
    BenchmarkTask task = task("{temperature: 0.7, seed: 11, max_tokens: 9}");
    var seeds = new HashSet<Object>();
    var keys = new HashSet<Digest>();
    for (int n = 1; n <= 5; n++) {
      var run = new SeasonRun(n);
      BenchmarkTask asked = run.of(task);
      long first =
          ((Number) Objects.requireNonNull(asked.rendering().parameters().get("seed"))).longValue();
      for (int repeat = 0; repeat < task.repeats(); repeat++) {
        seeds.add(first + repeat);
      }
      keys.addAll(keys(asked, run.of(SUBJECT)));
      assertThat(SeasonRun.numberOf(run.of(SUBJECT))).isEqualTo(n);
    }
    assertThat(seeds).hasSize(15).contains(11L, 25L);
    assertThat(keys).hasSize(15);
  }

  @Test
  void runsOfATaskWithoutASeedDifferInTheirKeysAlone() throws Exception {
    BenchmarkTask task = task("{temperature: 0, max_tokens: 9}");
    var second = new SeasonRun(2);
    assertThat(second.of(task)).isSameAs(task);
    assertThat(keys(task, second.of(SUBJECT))).doesNotContainAnyElementsOf(keys(task, SUBJECT));
    assertThat(second.of(new Subject("m", "", "")).season()).isEqualTo("run-2");
    assertThat(SeasonRun.numberOf(second.of(new Subject("m", "", "")))).isEqualTo(2);
  }

  @Test
  void refusesRunsThatCannotBe() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SeasonRun(0))
        .withMessage("runs are numbered from 1 to 100, not 0");
    assertThatIllegalArgumentException().isThrownBy(() -> new SeasonRun(101));
  }
}
