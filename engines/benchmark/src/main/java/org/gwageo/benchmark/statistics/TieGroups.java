package org.gwageo.benchmark.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The largest groups of entrants among whom no two differ significantly, and the letters that show
 * them: two entrants share a letter exactly if they do not differ (compact letter display, Piepho
 * 2004, <a href="https://doi.org/10.1198/1061860043515">An algorithm for a letter-based
 * representation of all-pairwise comparisons</a>). Groups may overlap: not different is no
 * equivalence.
 *
 * @param groups each group's entrants by number, ascending; groups in ascending order
 */
public record TieGroups(List<List<Integer>> groups) {

  /** How many entrants there may be at most; the number of groups can grow exponentially. */
  public static final int MOST_ENTRANTS = 40;

  /** Copies the lists. */
  public TieGroups {
    groups = groups.stream().map(List::copyOf).toList();
  }

  /**
   * Returns the groups.
   *
   * @param differ whether entrants i and j differ significantly; symmetric
   */
  public static TieGroups of(boolean[][] differ) {
    int entrants = differ.length;
    if (entrants > MOST_ENTRANTS) {
      throw new IllegalArgumentException(
          "tie groups are formed of at most " + MOST_ENTRANTS + " entrants, not " + entrants);
    }
    long[] tied = new long[entrants];
    for (int i = 0; i < entrants; i++) {
      for (int j = 0; j < entrants; j++) {
        if (differ[i][j] != differ[j][i]) {
          throw new IllegalArgumentException(
              "entrants " + i + " and " + j + " either differ or do not");
        }
        tied[i] |= i != j && !differ[i][j] ? 1L << j : 0;
      }
    }
    List<Long> cliques = new ArrayList<>();
    extend(tied, 0, entrants == 0 ? 0 : -1L >>> (64 - entrants), 0, cliques);
    List<List<Integer>> groups = new ArrayList<>();
    for (long clique : cliques) {
      groups.add(members(clique));
    }
    groups.sort(TieGroups::compare);
    return new TieGroups(groups);
  }

  /** Bron and Kerbosch 1973, with the pivot of Tomita, Tanaka and Takahashi 2006. */
  private static void extend(
      long[] tied, long clique, long candidates, long done, List<Long> cliques) {
    if (candidates == 0 && done == 0) {
      if (clique != 0) {
        cliques.add(clique);
      }
      return;
    }
    int pivot =
        members(candidates | done).stream()
            .max(Comparator.comparingInt(i -> Long.bitCount(candidates & tied[i])))
            .orElseThrow();
    long open = candidates;
    long closed = done;
    for (int i : members(candidates & ~tied[pivot])) {
      extend(tied, clique | 1L << i, open & tied[i], closed & tied[i], cliques);
      open &= ~(1L << i);
      closed |= 1L << i;
    }
  }

  private static List<Integer> members(long set) {
    List<Integer> members = new ArrayList<>();
    for (long rest = set; rest != 0; rest &= rest - 1) {
      members.add(Long.numberOfTrailingZeros(rest));
    }
    return members;
  }

  private static int compare(List<Integer> a, List<Integer> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = Integer.compare(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  /**
   * Returns the letters of an entrant: one for each group that it is in, for example {@code ab}.
   */
  public String letters(int entrant) {
    var letters = new StringBuilder();
    for (int g = 0; g < groups.size(); g++) {
      if (groups.get(g).contains(entrant)) {
        letters.append((char) ('a' + g % 26));
        if (g >= 26) {
          letters.append(g / 26);
        }
      }
    }
    return letters.toString();
  }
}
