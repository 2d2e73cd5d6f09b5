package org.gwageo.platform.lineage;

import com.github.kagkarlsson.scheduler.task.VoidExecutionHandler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.util.Objects;
import java.util.TreeMap;
import org.gwageo.lineage.Checkpoint;
import org.gwageo.lineage.LineageScreen;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.platform.submission.ModelStore;
import org.gwageo.platform.submission.Submissions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Compares a submission with what a claim alleges, with all references as controls. */
@Configuration(proxyBeanMethods = false)
class ClaimComparison {

  /** The name under which a report carries the file that was handed in. */
  static final String FILE = "claimed-source";

  /** The seed of the comparison's random draws; it stands in every report. */
  private static final long SEED = 20260116;

  static final OneTimeTask<Void> NAME = task((instance, context) -> {});

  @Bean
  static OneTimeTask<Void> lineageClaim(
      Claims claims,
      Submissions submissions,
      ModelStore models,
      References references,
      ClaimFiles files) {
    return task(
        (instance, context) -> {
          var claim = claims.find(instance.getId()).orElse(null);
          if (claim == null || claim.state() != Claim.State.FILED) {
            return;
          }
          try {
            claims.compared(claim.number(), compare(claim, submissions, models, references, files));
          } catch (CheckpointException | IllegalArgumentException e) {
            claims.notComparable(claim.number(), String.valueOf(e.getMessage()));
          }
        });
  }

  private static OneTimeTask<Void> task(VoidExecutionHandler<Void> work) {
    return Tasks.oneTime("lineage-claim").onFailureRetryLater().execute(work);
  }

  private static byte[] compare(
      Claim claim,
      Submissions submissions,
      ModelStore models,
      References references,
      ClaimFiles files)
      throws CheckpointException {
    var submission = submissions.counting(claim.stage(), claim.team()).orElseThrow();
    var library = new TreeMap<String, Checkpoint>();
    try (var subject =
        Checkpoint.open(models.folder(Objects.requireNonNull(submission.weights())))) {
      for (var reference : references.byName().entrySet()) {
        library.put(reference.getKey(), Checkpoint.open(reference.getValue()));
      }
      if (claim.source().kind() == Claim.Source.Kind.FILE) {
        library.put(FILE, Checkpoint.open(files.of(claim.source())));
      }
      return LineageScreen.of(subject, library, 1, SEED).toJson();
    } finally {
      library.values().forEach(Checkpoint::close);
    }
  }
}
