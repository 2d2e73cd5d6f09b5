package org.gwageo.benchmark.overlap;

import java.util.List;

/** Parts that measures share. */
final class Signatures {

  private static final String VERSION = "gwageo-1";

  private Signatures() {}

  static String of(int references, String fields) {
    String count = references < 0 ? "var" : Integer.toString(references);
    return "nrefs:" + count + "|" + fields + "|version:" + VERSION;
  }

  static void referenced(List<String> references) {
    if (references.isEmpty()) {
      throw new IllegalArgumentException("a reply needs at least 1 reference, got 0");
    }
  }

  static void wide(double[] sums, int width) {
    if (sums.length != width) {
      throw new IllegalArgumentException("sums: " + sums.length + " numbers, not " + width);
    }
  }
}
