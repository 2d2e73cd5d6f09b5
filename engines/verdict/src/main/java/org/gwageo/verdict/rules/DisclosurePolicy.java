package org.gwageo.verdict.rules;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is shown to whom, fixed before anybody has a score.
 *
 * @param views what each audience sees; an audience without an entry sees nothing
 */
public record DisclosurePolicy(Map<Viewer, Shown> views) {

  /** Copies {@code views}. */
  public DisclosurePolicy {
    views = Map.copyOf(views);
  }

  /** Returns what {@code viewer} sees. */
  public Shown shown(Viewer viewer) {
    return views.getOrDefault(viewer, Shown.NOTHING);
  }

  /** Who looks. */
  public enum Viewer {
    /** Anybody. */
    PUBLIC,
    /** A team at its own result. */
    TEAM_ITSELF,
    /** A team at another team's result. */
    TEAM_OTHERS,
    /** The reviewers (평가위원). */
    REVIEWERS,
    /** The programme office. */
    OFFICE
  }

  /** How deep somebody sees, per team. */
  public enum Level {
    /** Whether the team advances, and why. */
    OUTCOME,
    /** What every gate found, with its reasons. */
    GATES,
    /** The rank. */
    RANK,
    /** The total. */
    TOTAL,
    /** The points of each block. */
    BLOCKS,
    /** The points of each item and the rules that made them. */
    ITEMS,
    /** Each evaluator's marks, without names. */
    SHEETS,
    /** Everything, as it was entered. */
    RAW
  }

  /**
   * What one audience sees.
   *
   * @param levels what it sees of each team
   * @param best levels at which the best team's points are shown; of total, blocks, items
   * @param bestNamed whether the best teams are named
   * @param mean levels at which the mean over all teams is shown, with the digits after the point
   */
  public record Shown(
      Set<Level> levels, Set<Level> best, boolean bestNamed, Map<Level, Integer> mean) {

    /** Nothing at all. */
    public static final Shown NOTHING = new Shown(Set.of(), Set.of(), false, Map.of());

    /** Copies the collections. */
    public Shown {
      levels = Set.copyOf(levels);
      best = Set.copyOf(best);
      mean = Map.copyOf(mean);
    }

    /** Answers whether {@code level} is shown of each team. */
    public boolean shows(Level level) {
      return levels.contains(level);
    }

    /** Returns the digits of the mean at {@code level}, or {@code null} when it is not shown. */
    public @Nullable Integer meanPlaces(Level level) {
      return mean.get(level);
    }
  }
}
