package org.gwageo.platform.evaluation;

import java.util.List;

/**
 * A task of lm-evaluation-harness that was found in an archive.
 *
 * @param name its name there
 * @param id the id that it would go by here
 * @param dataSet the data set that it names
 * @param state whether it can be brought in
 * @param reasons the functions without a port, or what else is missing
 * @param items how many items it has; 0 unless it is ready
 */
public record HarnessFound(
    String name, String id, String dataSet, State state, List<String> reasons, int items) {

  /** Whether a task can be brought in. */
  public enum State {
    /** It can. */
    READY,
    /** It uses functions that are not written here. */
    NEEDS_PORT,
    /** It uses something that is not supported. */
    UNSUPPORTED,
    /** Its data is not in the archive, or cannot be asked. */
    NEEDS_DATA,
    /** The programme has a task of that id. */
    TAKEN
  }

  /** Copies the list. */
  public HarnessFound {
    reasons = List.copyOf(reasons);
  }
}
