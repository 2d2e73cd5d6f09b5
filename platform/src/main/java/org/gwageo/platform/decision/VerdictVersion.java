package org.gwageo.platform.decision;

import java.time.Instant;
import java.util.List;
import org.gwageo.platform.programme.StageId;
import org.gwageo.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * One version of a stage's verdict.
 *
 * @param stage whose verdict it is
 * @param version counts from 1
 * @param scores the scores document from which it follows, YAML
 * @param verdict the engine's answer
 * @param digest the digest of its bytes, which is what people confirm
 * @param draftedBy the account that had it computed
 * @param draftedAt when
 * @param confirmations who has confirmed these bytes
 * @param issuedAt when it was issued; {@code null} for a draft
 */
public record VerdictVersion(
    StageId stage,
    int version,
    String scores,
    Verdict verdict,
    String digest,
    String draftedBy,
    Instant draftedAt,
    List<Confirmation> confirmations,
    @Nullable Instant issuedAt) {

  /** How many different people have to confirm. */
  public static final int CONFIRMATIONS = 2;

  /** Copies {@code confirmations}. */
  public VerdictVersion {
    confirmations = List.copyOf(confirmations);
  }

  /** Returns whether enough people have confirmed. */
  public boolean confirmed() {
    return confirmations.size() >= CONFIRMATIONS;
  }

  /** One person's confirmation. */
  public record Confirmation(String account, Instant at) {}
}
