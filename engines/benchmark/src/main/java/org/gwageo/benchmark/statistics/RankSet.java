package org.gwageo.benchmark.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * The ranks that an entrant may truly have: from 1 + the number of entrants significantly better
 * than it, to the number of entrants less those significantly worse. If the decisions are wrong
 * anywhere with probability at most α, all entrants' true ranks lie in their sets together with
 * probability at least 1 - α (Mogstad, Romano, Shaikh and Wilhelm 2024, <a
 * href="https://doi.org/10.1093/restud/rdad006">Inference for ranks</a>, section 3).
 *
 * @param low the best rank, at least 1
 * @param high the worst rank
 */
public record RankSet(int low, int high) {

  /**
   * Returns the rank sets that follow from decisions.
   *
   * @param better whether entrant i is significantly better than entrant j
   * @throws IllegalArgumentException if two entrants are each better than the other
   */
  public static List<RankSet> of(boolean[][] better) {
    List<RankSet> sets = new ArrayList<>();
    for (int i = 0; i < better.length; i++) {
      int low = 1;
      int high = better.length;
      for (int j = 0; j < better.length; j++) {
        if (better[i][j] && better[j][i]) {
          throw new IllegalArgumentException(
              "entrants " + i + " and " + j + " cannot each be better than the other");
        }
        low += better[j][i] ? 1 : 0;
        high -= better[i][j] ? 1 : 0;
      }
      sets.add(new RankSet(low, high));
    }
    return List.copyOf(sets);
  }
}
