package org.gwageo.verdict.rules;

import java.math.BigDecimal;
import java.util.List;

/** One thing that a gate looks at. */
public sealed interface GateTest {

  /**
   * Evaluators tick a box when the team does not meet the requirement.
   *
   * @param panel the panel that ticks
   * @param threshold how many ticks fail the team
   */
  record Ticks(String panel, Threshold threshold) implements GateTest {}

  /**
   * Evaluators vote for the team; it needs more than a share of those who may vote.
   *
   * @param moreThan the share that must be exceeded, from 0 up to but not including 1
   */
  record Approval(String panel, Share moreThan) implements GateTest {}

  /**
   * The lineage report's grade of the team's model against reference models.
   *
   * @param failsOn grades that fail the team
   * @param undeterminedOn grades that answer nothing
   */
  record Lineage(List<String> failsOn, List<String> undeterminedOn) implements GateTest {
    /** The grades of a lineage report, the gravest first. */
    public static final List<String> GRADES =
        List.of("identical", "derivation-established", "indicated", "untestable", "not-found");

    /** Copies the lists. */
    public Lineage {
      failsOn = List.copyOf(failsOn);
      undeterminedOn = List.copyOf(undeterminedOn);
    }
  }

  /** Findings of the office per criterion; every criterion must be met. */
  record Criteria(List<Criterion> criteria) implements GateTest {
    /** Copies {@code criteria}. */
    public Criteria {
      criteria = List.copyOf(criteria);
    }
  }

  /** One criterion of {@link Criteria}. */
  record Criterion(String id, Bilingual title) {}

  /**
   * What the licence of the submitted model grants.
   *
   * @param requires permissions that must all be granted, such as {@code commercial-use}
   */
  record Licence(List<String> requires) implements GateTest {
    /** Copies {@code requires}. */
    public Licence {
      requires = List.copyOf(requires);
    }
  }

  /**
   * The least number of points.
   *
   * @param of the total, or the id of a block or an item
   * @param atLeast the points that are enough
   */
  record MinimumScore(String of, BigDecimal atLeast) implements GateTest {
    /** The name of the total in {@link #of}. */
    public static final String TOTAL = "total";
  }

  /** Something was received within the team's window of that id. */
  record OnTime(String window) implements GateTest {}

  /** How many ticks are too many. */
  sealed interface Threshold {

    /** At least this many evaluators. */
    record Count(int atLeast) implements Threshold {}

    /** More than this share of the evaluators who may tick. */
    record MoreThan(Share share) implements Threshold {}
  }

  /** A share written as a fraction, such as 1/2. */
  record Share(int numerator, int denominator) {
    @Override
    public String toString() {
      return numerator + "/" + denominator;
    }
  }
}
