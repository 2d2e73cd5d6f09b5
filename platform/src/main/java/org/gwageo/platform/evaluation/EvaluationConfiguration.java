package org.gwageo.platform.evaluation;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Prices.class)
class EvaluationConfiguration {

  private static final Duration SWEEP_EVERY = Duration.ofSeconds(15);

  /** A worker that writes twice a second and has not for this long has lost its job. */
  private static final Duration SILENT = Duration.ofSeconds(30);

  @Bean
  static CustomTask<Void> benchmarkJob(BenchmarkWorker worker, Clock clock) {
    return Tasks.custom(BenchmarkWorker.NAME, Void.class)
        .onFailure(
            (failed, operations) -> operations.reschedule(failed, clock.instant().plusSeconds(5)))
        .onDeadExecutionRevive()
        .execute(worker::run);
  }

  @Bean
  static CustomTask<Void> revealItems(Reveals reveals, Clock clock) {
    return Tasks.custom(Reveals.NAME, Void.class)
        .onFailure(
            (failed, operations) -> operations.reschedule(failed, clock.instant().plusSeconds(30)))
        .onDeadExecutionRevive()
        .execute(reveals::run);
  }

  /** Puts jobs that wait or are held by nobody back into the queue, should it have lost them. */
  @Bean
  static RecurringTask<Void> lostJobs(Jobs jobs, SchedulerClient queue, Clock clock) {
    return Tasks.recurring("lost-benchmark-jobs", FixedDelay.of(SWEEP_EVERY))
        .execute(
            (instance, context) -> {
              var now = clock.instant();
              for (Job job : jobs.waitingOrSilent(now.minus(SILENT))) {
                queue.scheduleIfNotExists(BenchmarkWorker.instance(job), now);
              }
            });
  }
}
