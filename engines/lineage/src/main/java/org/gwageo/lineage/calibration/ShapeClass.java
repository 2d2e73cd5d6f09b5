package org.gwageo.lineage.calibration;

import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.anatomy.Role;
import org.gwageo.lineage.anatomy.Tower;

/**
 * The class of shapes that control pairs are collected for.
 *
 * @param mlp {@code gated}, {@code plain}, {@code experts} or {@code none}
 * @param width the number of residual channels rounded up to a power of four, 0 if unknown
 */
public record ShapeClass(String mlp, int width) {

  /** Returns the class of a tower. */
  public static ShapeClass of(Tower tower) {
    boolean experts = false;
    boolean gated = false;
    boolean plain = false;
    for (Place place : tower.parts().keySet()) {
      experts |= place.role() == Role.UP && place.expert() >= 0;
      gated |= place.role() == Role.GATE;
      plain |= place.role() == Role.UP;
    }
    String mlp = experts ? "experts" : gated ? "gated" : plain ? "plain" : "none";
    int width = tower.width();
    int rounded = width == 0 ? 0 : 1;
    while (rounded < width) {
      rounded *= 4;
    }
    return new ShapeClass(mlp, rounded);
  }

  /** Returns the class as files write it, such as {@code gated-256}. */
  public String id() {
    return mlp + "-" + width;
  }
}
