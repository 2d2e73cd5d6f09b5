package org.gwageo.benchmark.run;

import org.gwageo.benchmark.sealed.SeasonKey;
import org.gwageo.benchmark.task.ProgramRunner;
import org.jspecify.annotations.Nullable;

/**
 * What a run is allowed beyond its files.
 *
 * @param seasonKey opens sealed items; null if there is none
 * @param runner runs programs that models wrote; null if that is not allowed
 */
public record Grants(@Nullable SeasonKey seasonKey, @Nullable ProgramRunner runner) {

  /** Nothing. */
  public static final Grants NONE = new Grants(null, null);
}
