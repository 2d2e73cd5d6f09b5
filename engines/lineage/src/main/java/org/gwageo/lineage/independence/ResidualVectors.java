package org.gwageo.lineage.independence;

import java.util.Collections;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.gwageo.lineage.anatomy.Part;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;

/**
 * The vectors over the residual channels of one tower: norm gains, norm biases and the biases that
 * blocks add to the stream.
 *
 * @param tower the tower's name
 * @param byPlace the vectors by their place
 */
public record ResidualVectors(String tower, SequencedMap<Place, double[]> byPlace) {

  /** Copies the table; the arrays are shared. */
  public ResidualVectors {
    byPlace = Collections.unmodifiableSequencedMap(new TreeMap<>(byPlace));
  }

  /**
   * Reads the vectors of a tower.
   *
   * @throws CheckpointException if an element is not a finite number
   */
  public static ResidualVectors of(Tower tower) throws CheckpointException {
    var vectors = new TreeMap<Place, double[]>();
    for (Map.Entry<Place, Part> part : tower.parts().entrySet()) {
      if (part.getKey().role().residualGain()) {
        vectors.put(part.getKey(), finite(part.getValue()));
      }
    }
    return new ResidualVectors(tower.name(), vectors);
  }

  private static double[] finite(Part part) throws CheckpointException {
    float[] floats = part.toFloats();
    var vector = new double[floats.length];
    for (int i = 0; i < vector.length; i++) {
      if (!Float.isFinite(floats[i])) {
        throw new CheckpointException(
            "element %d of %s is not a finite number".formatted(i, part.name()));
      }
      vector[i] = floats[i];
    }
    return vector;
  }
}
