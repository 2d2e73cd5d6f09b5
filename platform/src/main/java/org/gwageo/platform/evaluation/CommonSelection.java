package org.gwageo.platform.evaluation;

import java.util.List;
import java.util.Optional;
import org.gwageo.platform.programme.StageId;

/** Says which common benchmarks follow from what teams proposed. */
public interface CommonSelection {

  /**
   * Returns the benchmarks that count for an item, in order; empty while the selection is not
   * fixed, and for items whose benchmarks nobody proposes.
   */
  Optional<List<String>> selected(StageId stage, String item);
}
