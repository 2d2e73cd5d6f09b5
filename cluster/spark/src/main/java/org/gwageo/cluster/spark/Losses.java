package org.gwageo.cluster.spark;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.TaskEndReason;
import org.apache.spark.TaskFailedReason;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Hears of workers that are lost and tasks that fail, and says so; Spark runs them again. */
final class Losses extends SparkListener {

  private final Narration narration;
  private final AtomicInteger failedTasks = new AtomicInteger();
  private final AtomicInteger lostWorkers = new AtomicInteger();

  Losses(Narration narration) {
    this.narration = narration;
  }

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
    lostWorkers.incrementAndGet();
    narration.remark(
        narration.say(
            "작업 프로세스 %s이(가) 끝났습니다(%s). 맡은 일은 다른 프로세스가 다시 합니다."
                .formatted(removed.executorId(), oneLine(removed.reason())),
            "worker process %s is gone (%s); its work is done again elsewhere"
                .formatted(removed.executorId(), oneLine(removed.reason()))));
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    TaskEndReason reason = end.reason();
    if (reason instanceof TaskFailedReason failed) {
      failedTasks.incrementAndGet();
      if (failed instanceof ExceptionFailure exception) {
        narration.remark(
            narration
                .say("작업 %d이(가) 실패하여 다시 합니다: %s", "task %d failed and runs again: %s")
                .formatted(end.taskInfo().index(), because(exception)));
      }
    }
  }

  private static String because(ExceptionFailure failure) {
    return Sentences.olderJava(failure.description())
        .orElseGet(() -> oneLine(failure.description()));
  }

  private static String oneLine(String text) {
    String line = text.strip().lines().findFirst().orElse("").strip();
    return line.length() > 160 ? line.substring(0, 160) + "…" : line;
  }

  int failedTasks() {
    return failedTasks.get();
  }

  int lostWorkers() {
    return lostWorkers.get();
  }
}
