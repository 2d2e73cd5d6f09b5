package org.gwageo.verdict;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gwageo.verdict.exact.Fraction;
import org.gwageo.verdict.rules.Bilingual;
import org.gwageo.verdict.rules.Missing;
import org.jspecify.annotations.Nullable;

/** How a number came about: a tree from the total down to what was entered. */
public sealed interface Derivation {

  /** Returns what the number is. */
  Label label();

  /** Returns what the step above did with the number. */
  Use use();

  /** Returns the number that the step above goes on with. */
  Fraction result();

  /** Returns the numbers that this one was made from, in order. */
  List<Derivation> inputs();

  /** Returns the same number, used in another way. */
  Derivation usedAs(Use use);

  /** Returns the result for reading; exact up to ten digits after the point. */
  default BigDecimal value() {
    return result().approximate(10);
  }

  /**
   * A number that was entered.
   *
   * @param given how it was entered, such as {@code 92}, {@code 41/60} or {@code mean of 49}
   */
  record Given(Label label, Fraction result, String given, Use use) implements Derivation {
    @Override
    public List<Derivation> inputs() {
      return List.of();
    }

    @Override
    public Given usedAs(Use other) {
      return new Given(label, result, given, other);
    }
  }

  /**
   * A number that a rule made.
   *
   * @param rule the rule
   * @param parameters the rule's numbers, such as {@code full} and {@code points}
   * @param exact the number before rounding
   * @param places the digits after the point it is rounded to; {@code null} when it stays exact
   * @param result the rounded number, or {@code exact}
   * @param points the greatest number of points at this level; {@code null} below items
   */
  record Step(
      Label label,
      Rule rule,
      SortedMap<String, String> parameters,
      List<Derivation> inputs,
      Fraction exact,
      @Nullable Integer places,
      Fraction result,
      @Nullable BigDecimal points,
      Use use)
      implements Derivation {

    /** Copies the collections. */
    public Step {
      parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
      inputs = List.copyOf(inputs);
    }

    @Override
    public Step usedAs(Use other) {
      return new Step(label, rule, parameters, inputs, exact, places, result, points, other);
    }

    /** Returns the result with exactly {@link #places} digits, or as {@link Derivation#value}. */
    @Override
    public BigDecimal value() {
      return places == null
          ? result.approximate(10)
          : result.round(places, RoundingMode.UNNECESSARY);
    }
  }

  /**
   * A number that is missing and counts as zero.
   *
   * @param rule the rulebook's rule for it: {@link Missing#ZERO}, or {@link Missing#HOLD} as long
   *     as the verdict is not settled
   * @param missing what is missing, in words
   */
  record Absent(Label label, Missing rule, Bilingual missing, Use use) implements Derivation {
    @Override
    public Fraction result() {
      return Fraction.ZERO;
    }

    @Override
    public List<Derivation> inputs() {
      return List.of();
    }

    @Override
    public Absent usedAs(Use other) {
      return new Absent(label, rule, missing, other);
    }
  }

  /**
   * What a number is.
   *
   * @param kind its kind
   * @param id which one of its kind
   */
  record Label(Kind kind, String id) {
    /** Returns {@code item:nia}. */
    @Override
    public String toString() {
      return kind.key() + ":" + id;
    }
  }

  /** Kinds of numbers. */
  enum Kind {
    /** The points of the whole stage. */
    TOTAL,
    /** The points of a block. */
    BLOCK,
    /** The points of an item. */
    ITEM,
    /** An item's aggregated value before it is scaled. */
    MEASUREMENT,
    /** A component of an index. */
    COMPONENT,
    /** A benchmark. */
    BENCHMARK,
    /** A benchmark's target score. */
    TARGET,
    /** One run. */
    RUN,
    /** An evaluator's mark or total. */
    EVALUATOR,
    /** A user's rating. */
    RATER;

    /** Returns the lower-case name with hyphens. */
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What a step did with one of its inputs. */
  enum Use {
    /** It went into the result. */
    COUNTED,
    /** It was among the highest, which are dropped. */
    DROPPED_HIGH,
    /** It was among the lowest, which are dropped. */
    DROPPED_LOW,
    /** A conflict of interest leaves it out. */
    LEFT_OUT;

    /** Returns the lower-case name with hyphens. */
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Rules that make one number from others. */
  enum Rule {
    /** The sum. */
    SUM,
    /** The arithmetic mean. */
    MEAN,
    /** The mean weighted by the components' weights. */
    WEIGHTED_MEAN,
    /** The middle value, or the mean of the two middle ones. */
    MEDIAN,
    /** The mean without the highest and lowest. */
    TRIMMED_MEAN,
    /** 100 times the own score over the target's, capped. */
    RATIO,
    /** Points times (value - zero) / (full - zero). */
    LINEAR,
    /** Points times the value over the best team's value. */
    BEST_TEAM,
    /** The value itself. */
    PLAIN;

    /** Returns the lower-case name with hyphens. */
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
