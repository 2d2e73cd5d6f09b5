package org.gwageo.lineage.alignment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.gwageo.lineage.anatomy.Part;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.anatomy.Tower;

/** Everything in the layers of a tower that reads or writes the residual stream. */
final class ResidualMatrices {

  private final Map<ResidualMatrix.Kind, Map<Integer, ResidualMatrix>> byKind = new TreeMap<>();

  private ResidualMatrices() {}

  static ResidualMatrices of(Tower tower) {
    var matrices = new ResidualMatrices();
    int width = tower.width();
    for (Part part : tower.parts().values()) {
      Place place = part.place();
      var axis = place.role().channelAxis();
      if (place.layer() >= 0
          && axis.isPresent()
          && part.shape().size() == 2
          && part.shape().get(axis.getAsInt()) == width
          && part.shape().get(1 - axis.getAsInt()) > 0) {
        matrices
            .byKind
            .computeIfAbsent(ResidualMatrix.Kind.of(place), any -> new HashMap<>())
            .computeIfAbsent(place.layer(), any -> new ResidualMatrix(tower))
            .add(part);
      }
    }
    return matrices;
  }

  /** Returns the kinds in a fixed order. */
  Set<ResidualMatrix.Kind> kinds() {
    return byKind.keySet();
  }

  /** Returns the layers that have a matrix of a kind. */
  Set<Integer> layers(ResidualMatrix.Kind kind) {
    return byKind.getOrDefault(kind, Map.of()).keySet();
  }

  Optional<ResidualMatrix> at(ResidualMatrix.Kind kind, int layer) {
    return Optional.ofNullable(byKind.getOrDefault(kind, Map.of()).get(layer));
  }

  /** Returns the components of the report that have a matrix, in order. */
  List<String> components() {
    return byKind.values().stream()
        .map(byLayer -> byLayer.values().iterator().next().component())
        .distinct()
        .sorted()
        .toList();
  }
}
