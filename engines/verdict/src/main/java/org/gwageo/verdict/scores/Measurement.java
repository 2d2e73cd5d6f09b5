package org.gwageo.verdict.scores;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was entered for one item of one team. */
public sealed interface Measurement {

  /** Runs of one value. */
  record Direct(List<Reading> runs) implements Measurement {
    /** Copies {@code runs}. */
    public Direct {
      runs = List.copyOf(runs);
    }
  }

  /** Runs of several values: the components of an index, or benchmarks. */
  record Parts(SortedMap<String, List<Reading>> runs) implements Measurement {
    /** Copies {@code runs}. */
    public Parts {
      runs = Collections.unmodifiableSortedMap(new TreeMap<>(runs));
    }
  }

  /** Own scores beside those of declared target models, ordered by benchmark. */
  record Targets(List<Target> targets) implements Measurement {
    /** Copies {@code targets}. */
    public Targets {
      targets = List.copyOf(targets);
    }
  }

  /**
   * A team's benchmark with its declared target.
   *
   * @param own the team's runs
   * @param target the target's score, above 0
   * @param model the target model's name, if given
   */
  record Target(String benchmark, List<Reading> own, BigDecimal target, @Nullable String model) {
    /** Copies {@code own}. */
    public Target {
      own = List.copyOf(own);
    }
  }

  /** Ratings by single users. */
  record Ratings(SortedMap<String, BigDecimal> byRater) implements Measurement {
    /** Copies {@code byRater}. */
    public Ratings {
      byRater = Collections.unmodifiableSortedMap(new TreeMap<>(byRater));
    }
  }

  /**
   * The mean of ratings that are not given one by one.
   *
   * @param count how many ratings it is the mean of
   */
  record RatingsMean(BigDecimal mean, int count) implements Measurement {}
}
