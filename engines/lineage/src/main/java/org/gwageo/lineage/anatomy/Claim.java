package org.gwageo.lineage.anatomy;

/**
 * What the name of a tensor says about it, before its shape is looked at.
 *
 * @param place the place, of the first share where the tensor is fused
 * @param fusion what is joined in the tensor
 * @param stacked whether the tensor holds all experts of its layer
 * @param remark why nothing is known, empty where something is
 */
record Claim(Place place, Fusion fusion, boolean stacked, String remark) {

  /** What is joined in one tensor. */
  enum Fusion {
    /** Nothing. */
    NONE,
    /** Query, key and value. */
    QUERY_KEY_VALUE,
    /** Gate and up projection. */
    GATE_UP,
    /** Up and gate projection, in this order. */
    UP_GATE
  }

  static Claim known(String tower, Role role, int layer, int expert, String label) {
    return new Claim(new Place(tower, role, layer, expert, label), Fusion.NONE, false, "");
  }

  /** A tensor that takes no part in any test by role, and why. */
  static Claim unknown(String tower, String name, String remark) {
    Role role =
        switch (tower) {
          case Place.VISION -> Role.VISION;
          case Place.AUDIO -> Role.AUDIO;
          default -> Role.UNKNOWN;
        };
    return new Claim(
        new Place(tower, role, Place.NONE, Place.NONE, name), Fusion.NONE, false, remark);
  }

  Claim fused(Fusion joined) {
    return new Claim(place, joined, stacked, remark);
  }

  Claim withExperts() {
    return new Claim(place, fusion, true, remark);
  }

  Claim inTower(String tower) {
    Role role =
        switch (place.role()) {
          case VISION, AUDIO -> Role.UNKNOWN;
          default -> place.role();
        };
    var moved = new Place(tower, role, place.layer(), place.expert(), place.name());
    return new Claim(moved, fusion, stacked, remark);
  }

  boolean isUnknown() {
    return !remark.isEmpty();
  }
}
