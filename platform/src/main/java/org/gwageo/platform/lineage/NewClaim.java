package org.gwageo.platform.lineage;

import java.math.BigDecimal;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.web.WrongValueException;
import org.jspecify.annotations.Nullable;

/**
 * A claim as it is filed.
 *
 * @param stage the submission's stage
 * @param team the submission's team
 * @param component the component it is about
 * @param statement the claim in words, 20 to 4,000 characters
 * @param statistic what the number is a value of
 * @param value the number, if one is given
 * @param source the alleged source
 */
public record NewClaim(
    StageId stage,
    String team,
    String component,
    String statement,
    ClaimedStatistic statistic,
    @Nullable BigDecimal value,
    Claim.Source source) {

  static final int SHORTEST = 20;
  static final int LONGEST = 4000;

  /**
   * Checks the statement's length.
   *
   * @throws IllegalArgumentException if it is too short or too long
   */
  public NewClaim {
    int length = statement.strip().length();
    if (length < SHORTEST || length > LONGEST) {
      throw new WrongValueException("refusal.claim.statement-length", SHORTEST, LONGEST, length);
    }
  }
}
