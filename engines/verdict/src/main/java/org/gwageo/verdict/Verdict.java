package org.gwageo.verdict;

import java.util.List;
import java.util.Optional;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.gwageo.verdict.rules.Rulebook;

/**
 * What a stage decided, with everything that led to it.
 *
 * @param rulebook the rules that were applied
 * @param teams one result per team, by rank, then by id; withdrawn teams last
 * @param cut the announced and the actual cut
 * @param holds why the verdict is not settled; none when it is
 */
public record Verdict(Rulebook rulebook, List<TeamResult> teams, Cut cut, List<Reason> holds) {

  /** Copies the lists. */
  public Verdict {
    teams = List.copyOf(teams);
    holds = List.copyOf(holds);
  }

  /**
   * Answers whether the verdict may be issued. While something is on hold the outcomes are
   * provisional: a gate without an answer counts as passed and a missing value as zero.
   */
  public boolean isSettled() {
    return holds.isEmpty();
  }

  /** Returns the digest of the rulebook. */
  public Digest rulebookDigest() {
    return rulebook.digest();
  }

  /** Returns the result of a team. */
  public Optional<TeamResult> team(String id) {
    return teams.stream().filter(result -> result.team().equals(id)).findFirst();
  }

  /** Returns the verdict as canonical JSON (RFC 8785): the same input gives the same bytes. */
  public byte[] toJson() {
    return CanonicalJson.bytes(VerdictJson.tree(this));
  }

  /** Returns the digest of {@link #toJson}. */
  public Digest digest() {
    return Digest.of(toJson());
  }
}
