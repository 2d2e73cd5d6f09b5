package org.gwageo.verdict.rules;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an item measures, and how many measurements become one value. */
public sealed interface Input {

  /** Returns the smallest possible value. */
  BigDecimal min();

  /** Returns the greatest possible value, or {@code null} when there is no limit. */
  @Nullable BigDecimal max();

  /**
   * An index that the organiser measures.
   *
   * @param components the parts that the index is the weighted mean of; none when it is one number
   * @param runs how often it, or each component, is measured
   */
  record Index(BigDecimal min, BigDecimal max, List<Component> components, Runs runs)
      implements Input {
    /** Copies {@code components}. */
    public Index {
      components = List.copyOf(components);
    }
  }

  /**
   * The mean over benchmarks that are the same for all teams.
   *
   * @param selection which benchmarks count
   * @param runs how often each is measured
   */
  record CommonBenchmarks(BigDecimal min, BigDecimal max, Selection selection, Runs runs)
      implements Input {}

  /**
   * The mean over a team's own benchmarks of 100 times own score over the declared target's score.
   *
   * @param benchmarks how many benchmarks each team has
   * @param cap the greatest ratio that counts, such as 1; {@code null} for no limit
   * @param runs how often the own score is measured
   */
  record TargetRatio(int benchmarks, @Nullable BigDecimal cap, Runs runs) implements Input {
    @Override
    public BigDecimal min() {
      return BigDecimal.ZERO;
    }

    @Override
    public @Nullable BigDecimal max() {
      return cap == null ? null : cap.movePointRight(2);
    }
  }

  /**
   * Marks that a panel's evaluators give on their sheets.
   *
   * @param panel the panel's id
   * @param aggregation how the evaluators' marks become one; {@code null} when the block aggregates
   *     the evaluators' totals
   */
  record Sheets(String panel, BigDecimal min, BigDecimal max, @Nullable Aggregation aggregation)
      implements Input {}

  /**
   * Ratings that a group of users gives on an absolute scale.
   *
   * @param group the group's id
   * @param aggregation how the ratings become one
   * @param quorum the least number of ratings that count
   */
  record Ratings(String group, BigDecimal min, BigDecimal max, Aggregation aggregation, int quorum)
      implements Input {}

  /** Points entered as they are. */
  record PlainPoints(BigDecimal max) implements Input {
    @Override
    public BigDecimal min() {
      return BigDecimal.ZERO;
    }
  }

  /**
   * A part of an index.
   *
   * @param weight its share, relative to the other components' weights
   */
  record Component(String id, Bilingual title, BigDecimal weight) {}

  /** Which common benchmarks count. */
  sealed interface Selection {

    /**
     * Every benchmark that enough teams proposed.
     *
     * @param teams the least number of proposing teams
     * @param most the greatest number of benchmarks that one team may propose
     */
    record ProposedBy(int teams, int most) implements Selection {}

    /** The benchmarks that the rulebook lists. */
    record Listed(List<String> benchmarks) implements Selection {
      /** Copies {@code benchmarks}. */
      public Listed {
        benchmarks = List.copyOf(benchmarks);
      }
    }
  }

  /**
   * Repeated measurements of one thing.
   *
   * @param count the number of runs, exactly
   * @param aggregation how the runs become one value
   */
  record Runs(int count, Aggregation aggregation) {}
}
