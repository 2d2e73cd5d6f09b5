package org.gwageo.platform.decision;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gwageo.bundle.evidence.CorrectionFile;
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
 * @param digest the digest of its bytes
 * @param draftedBy the account that had it computed
 * @param draftedAt when
 * @param confirmations who has confirmed these bytes
 * @param issuedAt when it was issued; {@code null} for a draft
 * @param correction what it corrects and why; {@code null} for a first verdict
 * @param cases the digest of the newest event of each verification case when it was issued, by team
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
    @Nullable Instant issuedAt,
    @Nullable CorrectionFile correction,
    SortedMap<String, String> cases) {

  /** How many different people have to confirm. */
  public static final int CONFIRMATIONS = 2;

  /** Copies the collections. */
  public VerdictVersion {
    confirmations = List.copyOf(confirmations);
    cases = new TreeMap<>(cases);
  }

  /** Returns what people confirm: the correction with both verdicts in it, or the verdict. */
  public String confirmedDigest() {
    return correction == null ? digest : correction.digest().toString();
  }

  /** Returns whether enough people have confirmed. */
  public boolean confirmed() {
    return confirmations.size() >= CONFIRMATIONS;
  }

  /** One person's confirmation. */
  public record Confirmation(String account, Instant at) {}
}
