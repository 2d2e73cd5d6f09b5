package org.gwageo.lineage.anatomy;

import java.util.Comparator;

/**
 * Where in a model a tensor sits.
 *
 * @param tower the name of its tower, {@link #TEXT} in a language model
 * @param role what it does
 * @param layer its layer from 0, or {@link #NONE} outside the layers
 * @param expert its expert from 0, {@link #SHARED} in a shared expert, or {@link #NONE}
 * @param name the file's name for it where the role does not tell tensors apart, otherwise empty
 */
public record Place(String tower, Role role, int layer, int expert, String name)
    implements Comparable<Place> {

  /** The tower of the language model, or of a model that has only one. */
  public static final String TEXT = "text";

  /** The tower that reads images. */
  public static final String VISION = "vision";

  /** The tower that reads sound. */
  public static final String AUDIO = "audio";

  /** No layer, or no expert. */
  public static final int NONE = -1;

  /** The expert that every token passes through. */
  public static final int SHARED = -2;

  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::tower)
          .thenComparing(Place::role)
          .thenComparingInt(Place::layer)
          .thenComparingInt(Place::expert)
          .thenComparing(Place::name);

  /** A place in the language model. */
  public Place(Role role, int layer, int expert, String name) {
    this(TEXT, role, layer, expert, name);
  }

  /**
   * Returns the component of the report: experts are told apart from a dense MLP, and the parts of
   * another tower than the language model carry the tower's name, such as {@code vision.mlp}.
   */
  public String component() {
    String own = role.component();
    if (role.ofNeurons() && expert >= 0) {
      own = "experts";
    } else if (role.ofNeurons() && expert == SHARED) {
      own = "shared-experts";
    }
    if (tower.equals(TEXT) || own.equals(tower)) {
      return own;
    }
    return tower + "." + own;
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }
}
