package org.gwageo.bundle.proposal;

import java.time.Instant;
import java.util.List;
import org.gwageo.canonical.Digest;

/**
 * One version of a team's list of benchmarks. An empty list is a proposal too: the team says that
 * it proposes none.
 *
 * <p>Each version carries the digest of itself and of the one before it, so that none can be
 * changed or left out without changing all that follow.
 *
 * @param team the team's id
 * @param version which version, from 1
 * @param at when it was handed in
 * @param benchmarks ids of the catalogue, distinct and in alphabetical order
 * @param others benchmarks that the catalogue did not have, by name
 * @param digest of all of the above, the item and the version before
 */
public record Proposal(
    String team,
    int version,
    Instant at,
    List<String> benchmarks,
    List<NewBenchmark> others,
    Digest digest) {

  /** The value of the member {@code format} in the files of proposals. */
  public static final String FORMAT = "gwageo-proposals/1";

  /** Copies the lists. */
  public Proposal {
    benchmarks = List.copyOf(benchmarks);
    others = List.copyOf(others);
  }

  /**
   * For what is proposed.
   *
   * @param programme the programme's id
   * @param stage the stage's id
   * @param item the rulebook's item
   */
  public record Place(String programme, String stage, String item) {

    /** Returns the digest that a team's first version follows. */
    public Digest start(String team) {
      return Digest.ofJson(List.of(FORMAT, programme, stage, item, team));
    }
  }

  /** Returns a team's first version. */
  public static Proposal first(
      Place place, String team, Instant at, List<String> benchmarks, List<NewBenchmark> others) {
    return after(place.start(team), team, 1, at, benchmarks, others);
  }

  /** Returns the version that takes the place of this one. */
  public Proposal next(Instant at, List<String> benchmarks, List<NewBenchmark> others) {
    return after(digest, team, version + 1, at, benchmarks, others);
  }

  /** Returns the version that follows one with the digest {@code previous}. */
  public static Proposal after(
      Digest previous,
      String team,
      int version,
      Instant at,
      List<String> benchmarks,
      List<NewBenchmark> others) {
    List<String> sorted = benchmarks.stream().distinct().sorted().toList();
    var digest =
        Digest.ofJson(
            List.of(
                previous.toString(),
                team,
                version,
                at.toString(),
                sorted,
                others.stream()
                    .map(other -> List.of(other.name(), other.source(), other.licence()))
                    .toList()));
    return new Proposal(team, version, at, sorted, others, digest);
  }

  /** Returns how many benchmarks are proposed. */
  public int size() {
    return benchmarks.size() + others.size();
  }
}
