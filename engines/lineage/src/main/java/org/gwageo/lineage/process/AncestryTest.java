package org.gwageo.lineage.process;

import java.nio.file.Path;
import java.util.List;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.independence.Outcome;

/** The neuron tests T1 and φ_U between two checkpoints, layer by layer in place. */
@FunctionalInterface
public interface AncestryTest {

  /**
   * Compares a later checkpoint with an earlier one.
   *
   * @throws CheckpointException if one of them cannot be read
   */
  List<Outcome> compare(Path later, Path earlier) throws CheckpointException;
}
