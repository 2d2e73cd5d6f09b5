package org.gwageo.platform.evaluation;

import java.time.Instant;
import org.gwageo.benchmark.sealed.Commitment;
import org.jspecify.annotations.Nullable;

/**
 * A benchmark task with its items that the office brought in.
 *
 * @param programme the programme
 * @param task the task's name
 * @param origin where it came from
 * @param fileName the name of the file of items as it was handed in
 * @param fileDigest the digest of that file
 * @param items how many items there are
 * @param terms what its licence allows
 * @param source who made it and where it is found, in words
 * @param importedBy the account
 * @param importedAt when
 * @param sealing how its items are sealed; null if they are not
 */
public record DataSet(
    String programme,
    String task,
    Origin origin,
    String fileName,
    String fileDigest,
    int items,
    Terms terms,
    String source,
    String importedBy,
    Instant importedAt,
    @Nullable Sealing sealing) {

  /** Where a data set came from. */
  public enum Origin {
    /** From files that the office handed in. */
    FILE,
    /** From a suite of this product. */
    PRODUCT,
    /** From the files of lm-evaluation-harness. */
    HARNESS
  }

  /**
   * How items are sealed.
   *
   * @param commitment what is published before the season
   * @param withheld whether they stay sealed after it
   * @param asked who wanted them revealed; null while nobody has
   * @param revealedAt when they were revealed; null while they are not
   */
  public record Sealing(
      Commitment commitment,
      boolean withheld,
      @Nullable Asked asked,
      @Nullable Instant revealedAt) {}

  /**
   * The wish to reveal items.
   *
   * @param by the account
   * @param reason why, in its words
   * @param at when
   * @param problem why it did not succeed; null if it did or is still under way
   */
  public record Asked(String by, String reason, Instant at, @Nullable String problem) {}

  /** Returns whether nobody but a worker with the key can read the items. */
  public boolean isClosed() {
    return sealing != null && sealing.revealedAt() == null;
  }

  /**
   * Returns whether the items may be shown to everybody: they are not sealed any more, and the
   * licence allows to pass them on.
   */
  public boolean isPublic() {
    return !isClosed() && terms.redistribution();
  }
}
