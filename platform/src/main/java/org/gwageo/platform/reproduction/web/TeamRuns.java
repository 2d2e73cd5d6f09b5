package org.gwageo.platform.reproduction.web;

import java.util.List;

/**
 * A team's benchmarks.
 *
 * @param id the team's slug
 * @param name its name
 * @param wanted its benchmarks
 */
public record TeamRuns(String id, String name, List<WantedView> wanted) {

  /** Copies the list. */
  public TeamRuns {
    wanted = List.copyOf(wanted);
  }
}
