package org.gwageo.platform.lineage;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.gwageo.bundle.evidence.ClaimFile;
import org.gwageo.canonical.Digest;
import org.gwageo.platform.programme.Deadline;
import org.gwageo.platform.programme.StageId;
import org.jspecify.annotations.Nullable;

/**
 * What somebody claims about a submission, with everything that came of it. Who filed it is not
 * kept.
 *
 * @param number its public number
 * @param stage the submission's stage
 * @param team the submission's team
 * @param component the component that is said to descend from something else
 * @param statement the claim in words
 * @param statistic what the claimed number is a value of
 * @param value the claimed number, if one was given
 * @param source the alleged source
 * @param filedAt when it was filed
 * @param state how far the comparison is
 * @param rerun what the comparison gave, once it was made
 * @param cause why the comparison could not be made; null if it could
 * @param replyUntil until when the team's reply is waited for; null before the comparison
 * @param reply the team's reply, if there is one
 * @param withheld why the office does not show the claim, if it does not
 */
public record Claim(
    String number,
    StageId stage,
    String team,
    String component,
    String statement,
    ClaimedStatistic statistic,
    @Nullable BigDecimal value,
    Source source,
    Instant filedAt,
    State state,
    @Nullable Rerun rerun,
    @Nullable String cause,
    @Nullable Deadline replyUntil,
    @Nullable Reply reply,
    @Nullable Withheld withheld) {

  /** How far the comparison is. */
  public enum State {
    /** Waits for the comparison. */
    FILED,
    /** Was compared. */
    COMPARED,
    /** Could not be compared. */
    NOT_COMPARABLE
  }

  /**
   * The alleged source.
   *
   * @param kind where its weights come from
   * @param name its name
   * @param digest the digest of the file that was handed in; null for another kind
   */
  public record Source(Kind kind, String name, @Nullable String digest) {

    /** Where the weights of an alleged source come from. */
    public enum Kind {
      /** One of the references of this server. */
      REFERENCE,
      /** A file that was handed in with the claim. */
      FILE,
      /** Nobody has handed it in; only the references are compared. */
      NONE
    }
  }

  /**
   * What the comparison gave.
   *
   * @param report the engine's report, canonical JSON
   * @param digest the report's digest
   * @param at when it was made
   */
  public record Rerun(String report, String digest, Instant at) {}

  /**
   * What the team says.
   *
   * @param text its words
   * @param at when it came
   * @param late whether it came after the deadline
   */
  public record Reply(String text, Instant at, boolean late) {}

  /**
   * That the office does not show a claim.
   *
   * @param reason why, in words that are shown
   * @param at since when
   */
  public record Withheld(String reason, Instant at) {}

  /** Returns what the comparison gave, once it was made. */
  public Optional<Rerun> comparison() {
    return Optional.ofNullable(rerun);
  }

  /** Returns what is published of the claim: no words and no name of a file that was handed in. */
  public ClaimFile file() {
    var answer = reply;
    var compared = rerun;
    return new ClaimFile(
        number,
        team,
        component,
        statistic.id(),
        value == null ? null : value.toPlainString(),
        source.kind().name().toLowerCase(Locale.ROOT),
        source.kind() == Source.Kind.REFERENCE ? source.name() : null,
        filedAt,
        compared == null ? null : Digest.parse(compared.digest()),
        answer == null ? "none" : answer.late() ? "late" : "in-time",
        withheld != null);
  }
}
