package org.gwageo.platform.publication.web.result;

import java.time.Instant;
import java.util.List;
import org.gwageo.platform.decision.VerdictVersion.Confirmation;
import org.gwageo.verdict.DisclosedVerdict;

/**
 * An issued verdict as far as the public sees it.
 *
 * @param version counts from 1
 * @param digest the digest of the whole verdict's bytes, as people confirmed it
 * @param issuedAt when it was issued
 * @param confirmations who confirmed these bytes
 * @param shown what the rulebook shows to the public
 */
public record IssuedVerdict(
    int version,
    String digest,
    Instant issuedAt,
    List<Confirmation> confirmations,
    DisclosedVerdict shown) {

  /** Copies {@code confirmations}. */
  public IssuedVerdict {
    confirmations = List.copyOf(confirmations);
  }
}
