package org.gwageo.lineage.alignment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gwageo.lineage.anatomy.Part;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.anatomy.Role;
import org.gwageo.lineage.anatomy.Tower;

/**
 * Everything of one role in one layer that reads or writes the residual stream: one matrix, or
 * those of all routed experts together. Taken together, experts may stand in any order, and the
 * slices of a dense MLP are that MLP again.
 */
final class ResidualMatrix {

  /**
   * Which matrices belong together.
   *
   * @param role the role
   * @param experts whether these are the routed experts
   * @param shared whether this is the shared expert
   * @param name tells two matrices of one role apart
   */
  record Kind(Role role, boolean experts, boolean shared, String name) implements Comparable<Kind> {

    static Kind of(Place place) {
      return new Kind(
          place.role(), place.expert() >= 0, place.expert() == Place.SHARED, place.name());
    }

    @Override
    public int compareTo(Kind other) {
      return toString().compareTo(other.toString());
    }

    /** Returns the kind that stands in for this one in a model with, or without, experts. */
    Kind withExperts(boolean routed) {
      return new Kind(role, routed, false, name);
    }
  }

  private final Tower tower;
  private final List<Part> parts = new ArrayList<>();

  ResidualMatrix(Tower tower) {
    this.tower = tower;
  }

  /** Adds a part of this matrix's kind and layer. */
  void add(Part part) {
    parts.add(part);
  }

  /** Returns the parts, in the order of the experts. */
  List<Part> parts() {
    return parts;
  }

  /** Returns the component of the report. */
  String component() {
    return parts.getFirst().place().component();
  }

  /** Returns the axis of the residual channels: 1 of a reader, 0 of a writer. */
  int axis() {
    return parts.getFirst().place().role().channelAxis().orElseThrow();
  }

  /** Returns how many vectors over the residual channels there are. */
  long vectors() {
    return parts.stream().mapToLong(part -> part.shape().get(1 - axis())).sum();
  }

  /** Returns the gain that the channels are read through; empty for none and for a writer. */
  float[] gain() {
    Place place = parts.getFirst().place();
    Optional<float[]> gain =
        switch (place.role()) {
          case QUERY, KEY, VALUE, QUERY_DOWN, KEY_VALUE_DOWN, STATE_IN ->
              tower.gainBeforeAttention(place.layer());
          case GATE, UP, ROUTER -> tower.gainBeforeMlp(place.layer());
          default -> Optional.empty();
        };
    return gain.orElse(new float[0]);
  }
}
