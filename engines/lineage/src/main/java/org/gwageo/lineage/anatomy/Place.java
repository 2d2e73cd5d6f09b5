package org.gwageo.lineage.anatomy;

import java.util.Comparator;

/**
 * Where in a model a tensor sits.
 *
 * @param role what it does
 * @param layer its layer from 0, or {@link #NONE} outside the layers
 * @param expert its expert from 0, {@link #SHARED} in a shared expert, or {@link #NONE}
 * @param name the file's name for it where the role does not tell tensors apart, otherwise empty
 */
public record Place(Role role, int layer, int expert, String name) implements Comparable<Place> {

  /** No layer, or no expert. */
  public static final int NONE = -1;

  /** The expert that every token passes through. */
  public static final int SHARED = -2;

  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::role)
          .thenComparingInt(Place::layer)
          .thenComparingInt(Place::expert)
          .thenComparing(Place::name);

  /** Returns the component of the report: experts are told apart from a dense MLP. */
  public String component() {
    boolean mlp = role == Role.GATE || role == Role.UP || role == Role.DOWN;
    if (mlp && expert >= 0) {
      return "experts";
    }
    return mlp && expert == SHARED ? "shared-experts" : role.component();
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }
}
