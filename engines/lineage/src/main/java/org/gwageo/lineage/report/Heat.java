package org.gwageo.lineage.report;

import java.util.Locale;

/**
 * Colours of calibrated z-scores: one hue that darkens, so that it reads without colour vision and
 * in black and white. The contrast of ink to fill is at least 4.5.
 */
enum Heat {
  /** Below 3: nothing. */
  NONE(Double.NEGATIVE_INFINITY, "#F4F6F9", "#2B313C"),
  /** From 3. */
  WEAK(3, "#D5E4F6", "#1B1F27"),
  /** From 6. */
  SOME(6, "#9CC3EA", "#14181F"),
  /** From 10, what an established derivation needs of each family. */
  STRONG(10, "#2A66A8", "#FFFFFF"),
  /** From 30. */
  EXTREME(30, "#0B2E59", "#FFFFFF");

  private final double from;
  private final String fill;
  private final String ink;

  Heat(double from, String fill, String ink) {
    this.from = from;
    this.fill = fill;
    this.ink = ink;
  }

  static Heat of(double z) {
    Heat heat = NONE;
    for (Heat next : values()) {
      if (z >= next.from) {
        heat = next;
      }
    }
    return heat;
  }

  String fill() {
    return fill;
  }

  String ink() {
    return ink;
  }

  String range() {
    return this == NONE ? "< 3" : "≥ " + Math.round(from);
  }

  /** The name of its class in style sheets. */
  String style() {
    return "h-" + name().toLowerCase(Locale.ROOT);
  }
}
