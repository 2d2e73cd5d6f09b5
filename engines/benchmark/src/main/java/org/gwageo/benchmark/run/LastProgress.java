package org.gwageo.benchmark.run;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.gwageo.benchmark.endpoint.Adaptation;
import org.gwageo.benchmark.endpoint.Endpoint;
import org.jspecify.annotations.Nullable;

/** Passes progress on and remembers the last. */
final class LastProgress implements Progress {

  private final Progress watcher;
  private @Nullable RunProgress last;

  LastProgress(Progress watcher) {
    this.watcher = watcher;
  }

  @Override
  public void report(RunProgress progress) {
    last = progress;
    watcher.report(progress);
  }

  @Override
  public boolean stopRequested() {
    return watcher.stopRequested();
  }

  /** Returns how the endpoint was asked, as the tree of its JSON form; never the token. */
  Map<String, Object> toTree(Endpoint endpoint, RunOptions options) {
    RunProgress known = last;
    Set<Adaptation> adaptations = known == null ? Set.of() : known.adaptations();
    return Map.of(
        "base",
        endpoint.base().toString(),
        "streaming",
        options.streaming().name().toLowerCase(Locale.ROOT),
        "concurrency",
        known == null ? 0 : known.limit(),
        "adaptations",
        adaptations.stream().sorted(Comparator.naturalOrder()).map(Adaptation::sentence).toList());
  }
}
