package org.gwageo.lineage.matching;

/** Either probes that both models share, or the reason why there are none. */
sealed interface ProbeChoice permits ProbeRows, ProbeChoice.Refused {

  /** There are no probes. */
  record Refused(String reason) implements ProbeChoice {}
}
