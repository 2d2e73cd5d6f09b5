package org.gwageo.platform.evaluation;

import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EvaluationConfiguration {

  @Bean
  static CustomTask<Void> benchmarkJob(BenchmarkWorker worker) {
    return Tasks.custom(BenchmarkWorker.NAME, Void.class)
        .onFailure(
            (failed, operations) -> operations.reschedule(failed, Instant.now().plusSeconds(5)))
        .onDeadExecutionRevive()
        .execute(worker::run);
  }
}
