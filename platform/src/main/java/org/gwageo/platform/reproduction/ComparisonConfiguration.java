package org.gwageo.platform.reproduction;

import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ComparisonConfiguration {

  private static final Duration SWEEP_EVERY = Duration.ofSeconds(15);

  @Bean
  static CustomTask<Void> compareRuns(Comparisons comparisons, Clock clock) {
    return Tasks.custom(Comparisons.NAME, Void.class)
        .onFailure(
            (failed, operations) -> operations.reschedule(failed, clock.instant().plusSeconds(5)))
        .onDeadExecutionRevive()
        .execute(comparisons::run);
  }

  /** Queues comparisons that the queue lost, and those of an earlier version, which queued none. */
  @Bean
  static RecurringTask<Void> missingComparisons(Comparisons comparisons) {
    return Tasks.recurring("missing-comparisons", FixedDelay.of(SWEEP_EVERY))
        .execute((instance, context) -> comparisons.queueMissing());
  }
}
