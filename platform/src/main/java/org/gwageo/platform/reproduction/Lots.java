package org.gwageo.platform.reproduction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.gwageo.benchmark.reproduction.BundleDraw;
import org.gwageo.benchmark.reproduction.BundleException;
import org.gwageo.benchmark.reproduction.Declaration;
import org.gwageo.benchmark.reproduction.RunBundle;
import org.gwageo.benchmark.reproduction.StageDraw;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.platform.evaluation.Evaluation;
import org.gwageo.platform.evaluation.TaskLibrary;
import org.gwageo.platform.programme.RulesFrozen;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.SubmissionsClosed;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Commits to a seed when rules are frozen, and draws with it when submissions are closed. Nobody
 * chooses the moment, and drawing again would give the same.
 */
@Component
class Lots {

  private final Draws draws;
  private final TeamBundles bundles;
  private final BundleStore store;
  private final Repetitions repetitions;
  private final Intake intake;
  private final TaskLibrary tasks;
  private final Evaluation evaluation;

  Lots(
      Draws draws,
      TeamBundles bundles,
      BundleStore store,
      Repetitions repetitions,
      Intake intake,
      TaskLibrary tasks,
      Evaluation evaluation) {
    this.draws = draws;
    this.bundles = bundles;
    this.store = store;
    this.repetitions = repetitions;
    this.intake = intake;
    this.tasks = tasks;
    this.evaluation = evaluation;
  }

  @EventListener
  @Transactional
  public void commit(RulesFrozen event) {
    if (!intake.wanted(event.stage()).isEmpty()) {
      draws.commit(event.stage());
    }
  }

  /** Draws what is repeated, and queues our runs of it. */
  @EventListener
  @Transactional
  public void draw(SubmissionsClosed event) {
    StageId stage = event.stage();
    Map<String, Wanted> wanted = new LinkedHashMap<>();
    intake.wanted(stage).forEach(one -> wanted.put(one.task(), one));
    if (wanted.isEmpty()) {
      return;
    }
    var received = new ArrayList<StageDraw.Received>();
    for (TeamBundle bundle : bundles.counting(stage)) {
      Wanted of = wanted.get(bundle.task());
      if (of != null) {
        received.add(
            new StageDraw.Received(
                of.item(),
                bundle.team(),
                bundle.task(),
                Objects.requireNonNull(bundle.bundle(), "a bundle in good form was opened")));
      }
    }
    StageDraw draw = draws.draw(stage, received);
    Set<String> items = new LinkedHashSet<>();
    wanted.values().forEach(one -> items.add(one.item()));
    Map<String, List<StageDraw.Received>> byTask = new LinkedHashMap<>();
    for (String item : items) {
      Wanted any =
          wanted.values().stream().filter(one -> one.item().equals(item)).findFirst().orElseThrow();
      for (StageDraw.Received one : draw.chosen(item, any.rule().benchmarks())) {
        byTask.computeIfAbsent(one.task(), task -> new ArrayList<>()).add(one);
      }
    }
    byTask.forEach(
        (task, chosen) ->
            repeat(stage, draw, Objects.requireNonNull(wanted.get(task), task), chosen));
  }

  private void repeat(
      StageId stage, StageDraw draw, Wanted wanted, List<StageDraw.Received> chosen) {
    BenchmarkTask task = tasks.get(stage.programme(), wanted.task());
    var drawn = new HashMap<String, String>();
    try {
      List<String> ids = BundleDraw.ids(task);
      for (StageDraw.Received one : chosen) {
        TeamBundle bundle = bundles.counting(stage, one.team(), one.task()).orElseThrow();
        BundleDraw of = draw.of(one, declaration(bundle), ids, wanted.rule().items());
        repetitions.add(stage, one.team(), one.task(), bundle.version(), of);
        if (of.items().size() < ids.size()) {
          drawn.put(one.team(), of.itemLines(task));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the items of " + wanted.task() + " cannot be read", e);
    } catch (TaskException e) {
      throw new IllegalStateException("task " + wanted.task() + " has changed", e);
    }
    evaluation.repeat(
        stage,
        wanted.task(),
        wanted.rule().runs(),
        chosen.stream().map(StageDraw.Received::team).toList(),
        drawn);
  }

  private Declaration declaration(TeamBundle bundle) throws IOException {
    try {
      return store.with(
          store.file(bundle.stage(), bundle.archive()),
          folder -> RunBundle.open(folder).declaration());
    } catch (BundleException e) {
      throw new IllegalStateException(
          "the bundle of %s for %s has changed".formatted(bundle.team(), bundle.task()), e);
    }
  }
}
