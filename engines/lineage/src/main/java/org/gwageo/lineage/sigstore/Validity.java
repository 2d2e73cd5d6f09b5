package org.gwageo.lineage.sigstore;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A span of time of which both ends belong to it; one without an end lasts. */
record Validity(Instant start, @Nullable Instant end) {

  static final Validity ALWAYS = new Validity(Instant.MIN, null);

  static Validity of(String thing, JsonNode node) throws SigstoreException {
    Instant start = ProtobufJson.time("start of the " + thing, node.path("start"));
    if (start == null) {
      throw new SigstoreException("the validity of the %s has no start".formatted(thing));
    }
    return new Validity(start, ProtobufJson.time("end of the " + thing, node.path("end")));
  }

  boolean contains(Instant time) {
    return !time.isBefore(start) && (end == null || !time.isAfter(end));
  }

  @Override
  public String toString() {
    String from = start.equals(Instant.MIN) ? "" : "from " + start;
    return end == null ? from : (from + " to " + end).strip();
  }
}
