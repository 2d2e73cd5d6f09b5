package org.gwageo.benchmark.mathematics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.gwageo.benchmark.mathematics.Answer.Interval;
import org.gwageo.benchmark.mathematics.Answer.Items;
import org.gwageo.benchmark.mathematics.Answer.Kind;
import org.gwageo.benchmark.mathematics.Answer.Relation;
import org.gwageo.benchmark.mathematics.Answer.Scalar;
import org.gwageo.benchmark.mathematics.Answer.Union;
import org.gwageo.benchmark.mathematics.Expression.Constant;
import org.gwageo.benchmark.mathematics.MathVerdict.Different;
import org.gwageo.benchmark.mathematics.MathVerdict.Equal;
import org.gwageo.benchmark.mathematics.MathVerdict.Stage;
import org.jspecify.annotations.Nullable;

/** Compares equations and inequalities, and reads inequalities in one unknown as sets. */
final class Relations {

  private static final int POINTS = 6;

  private final Work work;

  Relations(Work work) {
    this.work = work;
  }

  /** Returns whether all signs are equality signs. */
  static boolean isEquation(Answer answer) {
    return answer instanceof Relation(List<Answer> sides, List<String> signs)
        && signs.stream().allMatch(sign -> sign.equals("="));
  }

  /** Returns whether this is an equation whose first side is a name. */
  static boolean isAssignment(Answer answer) {
    return isEquation(answer)
        && answer instanceof Relation(List<Answer> sides, List<String> signs)
        && isNames(sides.getFirst());
  }

  private static boolean isNames(Answer side) {
    return side instanceof Items(Kind kind, List<Answer> items)
        ? items.stream().allMatch(AnswerReader::isName)
        : AnswerReader.isName(side);
  }

  /** Compares two relations link by link, in either direction. */
  MathVerdict compare(Relation gold, Relation answer) {
    Relation left = upward(gold);
    Relation right = upward(answer);
    if (!left.signs().equals(right.signs())) {
      return new Different("the signs are " + gold.signs() + " and " + answer.signs());
    }
    Stage stage = Stage.TEXT;
    for (int i = 0; i < left.signs().size(); i++) {
      Expression first = difference(left.sides().get(i), left.sides().get(i + 1));
      Expression second = difference(right.sides().get(i), right.sides().get(i + 1));
      if (first == null || second == null) {
        return new Different("a side is no expression");
      }
      boolean ordered = "<≤".contains(left.signs().get(i));
      Stage link = proportional(first, second, ordered);
      if (link == null) {
        return new Different("the relations are no multiples of each other");
      }
      stage = link.compareTo(stage) > 0 ? link : stage;
    }
    return new Equal(stage, "the relations are multiples of each other");
  }

  /** Turns a chain of greater-than signs around. */
  private static Relation upward(Relation relation) {
    if (relation.signs().stream().noneMatch(">≥"::contains)) {
      return relation;
    }
    List<String> signs = new ArrayList<>();
    for (String sign : relation.signs().reversed()) {
      signs.add(
          switch (sign) {
            case ">" -> "<";
            case "≥" -> "≤";
            case "<" -> ">";
            case "≤" -> "≥";
            default -> sign;
          });
    }
    return new Relation(relation.sides().reversed(), signs);
  }

  private static @Nullable Expression difference(Answer left, Answer right) {
    return left instanceof Scalar(Expression first, Unit unit)
            && right instanceof Scalar(Expression second, Unit other)
        ? Expression.minus(first, second)
        : null;
  }

  /** Returns how it is known that one is a constant times the other, or null. */
  private @Nullable Stage proportional(Expression first, Expression second, boolean positive) {
    try {
      CanonicalForm forms = new CanonicalForm(new Work(Work.COMPARISON / 4));
      Fraction left = forms.of(first);
      Fraction right = forms.of(second);
      if (left.isZero() || right.isZero()) {
        return left.isZero() && right.isZero() ? Stage.SYMBOLIC : null;
      }
      GeneratorField field = forms.field();
      Polynomial above = field.times(left.dividend(), right.divisor());
      Polynomial below = field.times(right.dividend(), left.divisor());
      Map.Entry<Monomial, Rational> lead = above.terms().lastEntry();
      Rational other = below.terms().get(lead.getKey());
      if (other != null) {
        Rational factor = lead.getValue().over(other);
        Polynomial rest = above.plus(below.times(factor.negate()), field.work());
        if (rest.isZero() && (!positive || factor.signum() > 0)) {
          return Stage.SYMBOLIC;
        }
      }
    } catch (ArithmeticException | Work.Spent e) {
      return proportionalByValues(first, second, positive);
    }
    return proportionalByValues(first, second, positive);
  }

  private @Nullable Stage proportionalByValues(
      Expression first, Expression second, boolean positive) {
    TreeSet<String> names = new TreeSet<>();
    Expression.collectSymbols(first, names);
    Expression.collectSymbols(second, names);
    if (names.isEmpty()) {
      return null;
    }
    SplittableRandom random = new SplittableRandom(7);
    Complex ratio = null;
    int compared = 0;
    for (int i = 0; i < POINTS; i++) {
      Evaluation evaluation = new Evaluation(Scalars.point(names, i > 2, random), work);
      Complex here;
      try {
        here = evaluation.of(first).over(evaluation.of(second));
      } catch (ArithmeticException e) {
        continue;
      }
      boolean usable = here.isReal() && (!positive || here.real().signum() > 0);
      if (!usable || (ratio != null && !Scalars.near(ratio, here))) {
        return null;
      }
      ratio = here;
      compared++;
    }
    return compared > 2 ? Stage.EVALUATION : null;
  }

  /** Returns the set that inequalities in one unknown describe, or null. */
  static @Nullable Answer asSet(Answer answer) {
    if (answer instanceof Items(Kind kind, List<Answer> items) && kind == Kind.LIST) {
      List<Answer> parts = new ArrayList<>();
      for (Answer item : items) {
        Answer part = asSet(item);
        if (part == null) {
          return null;
        }
        parts.add(part);
      }
      return new Union(parts);
    }
    if (!(answer instanceof Relation relation)) {
      return null;
    }
    Relation upward = upward(relation);
    List<Expression> values = new ArrayList<>();
    int name = -1;
    for (Answer side : upward.sides()) {
      if (!(side instanceof Scalar(Expression value, Unit unit))) {
        return null;
      }
      if (value instanceof Expression.Symbol) {
        name = values.size();
      }
      values.add(value);
    }
    return name < 0 ? null : interval(values, upward.signs(), name);
  }

  private static @Nullable Answer interval(List<Expression> values, List<String> signs, int name) {
    Expression minusInfinity = Expression.negate(Constant.INFINITY);
    if (signs.equals(List.of("≠"))) {
      Expression hole = values.get(1 - name);
      return new Union(
          List.of(
              new Interval(minusInfinity, hole, true, true),
              new Interval(hole, Constant.INFINITY, true, true)));
    }
    if (!signs.stream().allMatch("<≤"::contains)) {
      return null;
    }
    if (values.size() == 2) {
      boolean open = signs.getFirst().equals("<");
      return name == 0
          ? new Interval(minusInfinity, values.get(1), true, open)
          : new Interval(values.get(0), Constant.INFINITY, open, true);
    }
    if (values.size() == 3 && name == 1) {
      return new Interval(
          values.get(0), values.get(2), signs.get(0).equals("<"), signs.get(1).equals("<"));
    }
    return null;
  }
}
