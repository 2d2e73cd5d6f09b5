package org.gwageo.cli.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gwageo.benchmark.endpoint.Adaptation;
import org.gwageo.benchmark.endpoint.Capabilities;
import org.gwageo.benchmark.endpoint.CapabilityProbe;
import org.gwageo.benchmark.endpoint.Endpoint;
import org.gwageo.benchmark.endpoint.Feature;
import org.gwageo.benchmark.run.RunOptions;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.ItemReader;
import org.gwageo.benchmark.task.Request;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.cli.terminal.CannotRun;

/**
 * Asks an endpoint beforehand whether it can do what a task needs, where that is more than any
 * endpoint can.
 */
final class Needs {

  /** What every endpoint does, or shows by itself that it does not. */
  private static final Set<Feature> USUAL =
      EnumSet.of(Feature.CHAT, Feature.COMPLETIONS, Feature.STOP, Feature.SEED);

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Needs() {}

  /**
   * Returns the options with the changes that the endpoint needs.
   *
   * @throws CannotRun if the endpoint cannot do what the task needs
   */
  static RunOptions of(BenchmarkTask task, Endpoint endpoint, RunOptions options)
      throws CannotRun, IOException, TaskException {
    Set<Feature> needs = needs(task, endpoint);
    Set<Feature> unusual = new HashSet<>(needs);
    unusual.removeAll(USUAL);
    if (unusual.isEmpty()) {
      return options;
    }
    try (var probe = new CapabilityProbe(endpoint, LIMIT, options.clock(), options.nanos())) {
      Capabilities found = probe.probe(needs);
      Optional<String> obstacle = found.obstacle(needs);
      if (obstacle.isPresent()) {
        throw new CannotRun(obstacle.get());
      }
      Set<Adaptation> adaptations = new HashSet<>(options.adaptations());
      adaptations.addAll(found.adaptations());
      return options.withAdaptations(adaptations);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotRun("the probe was stopped", e);
    }
  }

  private static Set<Feature> needs(BenchmarkTask task, Endpoint endpoint)
      throws IOException, TaskException {
    try (ItemReader items = task.items().open()) {
      Item first = items.next();
      List<Request> requests =
          first == null ? List.of() : task.question(first, 0, endpoint.subject()).requests();
      return requests.isEmpty() ? Set.of() : Capabilities.needsOf(requests.getFirst());
    }
  }
}
