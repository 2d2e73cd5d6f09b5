package org.gwageo.platform.lineage.web;

import java.util.List;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Fact;
import org.jspecify.annotations.Nullable;

/**
 * A claim, its comparison and the team's reply, side by side.
 *
 * @param number its public number
 * @param team the team's name
 * @param state how far it is, in a word
 * @param withheld why its words are not shown; empty when they are
 * @param statement the claim in words
 * @param claim what is claimed
 * @param comparison what the comparison gave, one sentence each
 * @param references grade and claimed statistic against the alleged source and every other
 *     reference; null before the comparison
 * @param measured the claimed number beside the measured one and beside models that share nothing;
 *     null where no number is claimed or the comparison does not give it
 * @param digest the digest of the comparison's report; empty without one
 * @param misleading whether the claimed number is one that is high for models that share nothing
 * @param reply the team's reply; empty without one
 * @param replied when and whether in time, or until when it is waited for
 * @param awaitsReply whether the team may reply
 */
public record ClaimView(
    String number,
    String team,
    Badge state,
    String withheld,
    String statement,
    List<Fact> claim,
    List<String> comparison,
    @Nullable DataTable references,
    @Nullable DataTable measured,
    String digest,
    boolean misleading,
    String reply,
    String replied,
    boolean awaitsReply) {

  /** Copies the lists. */
  public ClaimView {
    claim = List.copyOf(claim);
    comparison = List.copyOf(comparison);
  }
}
