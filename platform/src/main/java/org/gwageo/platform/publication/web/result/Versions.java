package org.gwageo.platform.publication.web.result;

import java.time.Instant;
import java.util.List;
import org.gwageo.bundle.evidence.CorrectionFile;
import org.gwageo.bundle.evidence.CorrectionFile.DecidedCase;
import org.gwageo.platform.decision.LaterStage;
import org.gwageo.platform.decision.VerdictVersion.Confirmation;
import org.gwageo.platform.publication.PublishedBundle;
import org.gwageo.verdict.DisclosedVerdict;
import org.jspecify.annotations.Nullable;

/**
 * Where a version of a verdict stands among the others.
 *
 * @param correction what it corrects; null for a first verdict
 * @param inForce the version that has taken its place; null for the one in force
 * @param pending cases whose public decision the version in force does not hold
 * @param bundles the published bundles of all versions, the newest first
 */
public record Versions(
    @Nullable Correction correction,
    @Nullable Later inForce,
    List<DecidedCase> pending,
    List<PublishedBundle> bundles) {

  /** The only version of a verdict. */
  static final Versions ONE = new Versions(null, null, List.of(), List.of());

  /** Copies the lists. */
  public Versions {
    pending = List.copyOf(pending);
    bundles = List.copyOf(bundles);
  }

  /**
   * A correction as far as the reader may see it.
   *
   * @param file what was confirmed
   * @param confirmations who confirmed it
   * @param before what is shown of the superseded verdict
   * @param keepsPoints whether no points and no rank by score are changed
   * @param later what it means for later stages
   */
  record Correction(
      CorrectionFile file,
      List<Confirmation> confirmations,
      DisclosedVerdict before,
      boolean keepsPoints,
      List<LaterStage> later) {

    /** Copies the lists. */
    Correction {
      confirmations = List.copyOf(confirmations);
      later = List.copyOf(later);
    }
  }

  /** The version that is in force, and since when. */
  record Later(int version, Instant since) {}
}
