package org.gwageo.platform.lineage;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.nio.file.Path;
import java.time.Clock;
import java.util.TreeMap;
import org.gwageo.lineage.Checkpoint;
import org.gwageo.lineage.LineageScreen;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.SubmissionsClosed;
import org.gwageo.platform.submission.ModelStore;
import org.gwageo.platform.submission.Submission;
import org.gwageo.platform.submission.Submissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/** Compares submitted weights with the references once submissions are closed. */
@Configuration(proxyBeanMethods = false)
class Screening {

  private static final Logger log = LoggerFactory.getLogger(Screening.class);

  /** The seed of the comparison's random draws; it stands in every report. */
  private static final long SEED = 20260115;

  private static final OneTimeTask<Void> NAME = task((instance, context) -> {});

  private final Submissions submissions;
  private final SchedulerClient queue;
  private final Clock clock;

  Screening(Submissions submissions, SchedulerClient queue, Clock clock) {
    this.submissions = submissions;
    this.queue = queue;
    this.clock = clock;
  }

  @EventListener
  void queueScreens(SubmissionsClosed event) {
    for (var submission : submissions.counting(event.stage())) {
      if (submission.weights() != null) {
        queue.scheduleIfNotExists(
            NAME.instance(event.stage() + "/" + submission.team()), clock.instant());
      }
    }
  }

  @Bean
  static OneTimeTask<Void> lineageScreen(
      Submissions submissions, ModelStore models, References references, Screens screens) {
    return task(
        (instance, context) -> {
          String[] names = instance.getId().split("/", -1);
          var stage = new StageId(names[0], names[1]);
          var entrants =
              submissions.counting(stage).stream().filter(s -> s.weights() != null).toList();
          var submission =
              entrants.stream().filter(s -> s.team().equals(names[2])).findFirst().orElseThrow();
          try {
            screen(submission, entrants.size(), models, references, screens);
          } catch (CheckpointException e) {
            log.warn("the weights of {} in {} cannot be read: {}", names[2], stage, e.getMessage());
            screens.putFailure(stage, names[2], String.valueOf(e.getMessage()));
          }
        });
  }

  private static OneTimeTask<Void> task(
      com.github.kagkarlsson.scheduler.task.VoidExecutionHandler<Void> work) {
    return Tasks.oneTime("lineage-screen").onFailureRetryLater().execute(work);
  }

  private static void screen(
      Submission submission,
      int entrants,
      ModelStore models,
      References references,
      Screens screens)
      throws CheckpointException {
    String weights = java.util.Objects.requireNonNull(submission.weights());
    var library = new TreeMap<String, Checkpoint>();
    try (var subject = Checkpoint.open(models.folder(weights))) {
      for (var reference : references.byName().entrySet()) {
        Path folder = reference.getValue();
        library.put(reference.getKey(), Checkpoint.open(folder));
      }
      var found = LineageScreen.of(subject, library, entrants, SEED);
      screens.put(submission.stage(), submission.team(), found.grade(), found.toJson());
    } finally {
      library.values().forEach(Checkpoint::close);
    }
  }
}
