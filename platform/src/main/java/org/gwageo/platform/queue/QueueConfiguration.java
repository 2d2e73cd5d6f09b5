package org.gwageo.platform.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

@Configuration(proxyBeanMethods = false)
class QueueConfiguration {

  private static final String TABLE = "queue.execution";

  /** Schedules within the caller's transaction. */
  @Bean
  SchedulerClient schedulerClient(DataSource database) {
    return SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(database))
        .tableName(TABLE)
        .enablePriority()
        .build();
  }

  @Bean
  Workers workers(
      DataSource database,
      List<Task<?>> tasks,
      @Value("${gwageo.workers:6}") int threads,
      @Value("${gwageo.role:all}") Role role) {
    // Each start is a worker of its own, so that a restarted process does not pass for the one
    // that was killed.
    String name =
        ProcessHandle.current().pid() + "-" + UUID.randomUUID().toString().substring(0, 8);
    List<RecurringTask<?>> recurring =
        tasks.stream()
            .<RecurringTask<?>>mapMulti(
                (task, next) -> {
                  if (task instanceof RecurringTask<?> repeated) {
                    next.accept(repeated);
                  }
                })
            .toList();
    return new Workers(
        role,
        Scheduler.create(database, tasks.stream().filter(t -> !recurring.contains(t)).toList())
            .startTasks(recurring)
            .tableName(TABLE)
            .enablePriority()
            .schedulerName(new SchedulerName.Fixed(name))
            .threads(threads)
            .pollingInterval(Duration.ofMillis(500))
            .heartbeatInterval(Duration.ofSeconds(2))
            .missedHeartbeatsLimit(4)
            .shutdownMaxWait(Duration.ofSeconds(10))
            .build());
  }

  /** What a process does. */
  enum Role {
    /** Shows pages and works. */
    ALL,
    /** Shows pages alone. */
    WEB,
    /** Works alone. */
    WORKER
  }

  /** The threads of this process that do queued work, from the application's readiness on. */
  static final class Workers implements AutoCloseable {

    private final Role role;
    private final Scheduler scheduler;

    Workers(Role role, Scheduler scheduler) {
      this.role = role;
      this.scheduler = scheduler;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
      if (role != Role.WEB) {
        scheduler.start();
      }
    }

    @Override
    public void close() {
      scheduler.stop();
    }
  }
}
