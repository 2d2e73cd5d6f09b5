package org.gwageo.benchmark.mathematics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.gwageo.benchmark.mathematics.Answer.Interval;
import org.gwageo.benchmark.mathematics.Answer.Items;
import org.gwageo.benchmark.mathematics.Answer.Kind;
import org.gwageo.benchmark.mathematics.Answer.Matrix;
import org.gwageo.benchmark.mathematics.Answer.Relation;
import org.gwageo.benchmark.mathematics.Answer.Scalar;
import org.gwageo.benchmark.mathematics.Answer.Union;
import org.gwageo.benchmark.mathematics.Answer.Words;
import org.gwageo.benchmark.mathematics.Expression.Constant;
import org.gwageo.benchmark.mathematics.Expression.Literal;
import org.gwageo.benchmark.mathematics.Expression.Symbol;
import org.gwageo.benchmark.mathematics.MathVerdict.Different;
import org.gwageo.benchmark.mathematics.MathVerdict.Equal;
import org.gwageo.benchmark.mathematics.MathVerdict.Stage;
import org.gwageo.benchmark.mathematics.MathVerdict.Unreadable;
import org.jspecify.annotations.Nullable;

/** Compares what two writings say, the expected one first: the rules are not symmetric. */
final class Comparison {

  /** Letters of an answer that are read as a unit where the expected answer has no unknown. */
  private static final Set<String> LETTER_UNITS = Set.of("m", "g", "s", "h", "l", "L", "t", "d");

  private final Scalars scalars;
  private final Relations relations;

  Comparison(Work work) {
    this.scalars = new Scalars(work);
    this.relations = new Relations(work);
  }

  MathVerdict compare(Answer expected, Answer given) {
    Answer gold = expanded(expected);
    Answer answer = expanded(given);
    if (Relations.isEquation(answer) && !Relations.isEquation(gold)) {
      answer = lastSide(answer);
    } else if (Relations.isAssignment(gold) && !Relations.isEquation(answer)) {
      gold = lastSide(gold);
    }
    if (gold instanceof Relation(List<Answer> sides, List<String> signs)
        && answer instanceof Relation(List<Answer> others, List<String> marks)) {
      return relations(new Relation(sides, signs), new Relation(others, marks));
    }
    if (isSet(answer)) {
      Answer set = Relations.asSet(gold);
      gold = set == null ? gold : set;
    }
    if (gold instanceof Words || answer instanceof Words) {
      return words(gold, answer);
    }
    if (gold instanceof Matrix || answer instanceof Matrix) {
      return matrices(gold, answer);
    }
    if (gold instanceof Union || answer instanceof Union) {
      return unordered(parts(gold), parts(answer));
    }
    if (gold instanceof Interval || answer instanceof Interval) {
      return intervals(gold, answer);
    }
    if (gold instanceof Items || answer instanceof Items) {
      return items(gold, answer);
    }
    if (gold instanceof Scalar left && answer instanceof Scalar right) {
      return scalars(withUnit(left, right), withUnit(right, left));
    }
    return new Different("one is a relation and the other is none");
  }

  /** Turns {@code x = ±2} into two equations, and membership into the set. */
  private static Answer expanded(Answer answer) {
    if (!(answer instanceof Relation(List<Answer> sides, List<String> signs))) {
      return answer;
    }
    if (signs.equals(List.of("∈"))) {
      return sides.getLast();
    }
    if (signs.equals(List.of("="))
        && sides.getLast() instanceof Items(Kind kind, List<Answer> items)
        && kind == Kind.LIST) {
      List<Answer> equations = new ArrayList<>();
      for (Answer item : items) {
        equations.add(new Relation(List.of(sides.getFirst(), item), signs));
      }
      return new Items(Kind.LIST, equations);
    }
    return answer;
  }

  private static Answer lastSide(Answer answer) {
    return answer instanceof Relation(List<Answer> sides, List<String> signs)
        ? sides.getLast()
        : answer;
  }

  private static boolean isSet(Answer answer) {
    return answer instanceof Interval
        || answer instanceof Union
        || (answer instanceof Items(Kind kind, List<Answer> items)
            && kind != Kind.LIST
            && items.size() == 2);
  }

  private MathVerdict relations(Relation gold, Relation answer) {
    if (Relations.isAssignment(gold) && Relations.isAssignment(answer)) {
      Answer left = gold.sides().getFirst();
      Answer right = answer.sides().getFirst();
      boolean named = !(left instanceof Words) && !(right instanceof Words);
      MathVerdict names = named ? compare(left, right) : new Equal(Stage.TEXT, "named in words");
      if (names.isEqual()) {
        MathVerdict values = compare(lastSide(gold), lastSide(answer));
        if (values.isEqual()) {
          return values;
        }
      }
      if (gold.sides().size() > 2 || answer.sides().size() > 2) {
        return new Different("the names or the values differ");
      }
    }
    MathVerdict direct = relations.compare(gold, answer);
    if (direct.isEqual()) {
      return direct;
    }
    Answer left = Relations.asSet(gold);
    Answer right = Relations.asSet(answer);
    return left == null || right == null ? direct : compare(left, right);
  }

  private static MathVerdict words(Answer gold, Answer answer) {
    String left = letters(gold);
    String right = letters(answer);
    return !left.isEmpty() && left.equals(right)
        ? new Equal(Stage.TEXT, "the same words")
        : new Different("the words differ");
  }

  private static String letters(Answer answer) {
    return switch (answer) {
      case Words(String text) -> text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
      case Scalar(Expression value, Unit unit) -> symbols(value).toLowerCase(Locale.ROOT);
      default -> "";
    };
  }

  private static String symbols(Expression value) {
    return switch (value) {
      case Symbol(String name) -> name;
      case Constant constant -> constant == Constant.E ? "e" : constant == Constant.I ? "i" : "";
      case Expression.Product(List<Expression> factors) -> {
        StringBuilder text = new StringBuilder();
        for (Expression factor : factors) {
          String part = symbols(factor);
          if (part.isEmpty()) {
            yield "";
          }
          text.append(part);
        }
        yield text.toString();
      }
      default -> "";
    };
  }

  private MathVerdict matrices(Answer gold, Answer answer) {
    List<List<Expression>> left = rows(gold);
    List<List<Expression>> right = rows(answer);
    boolean vector = !(gold instanceof Matrix) || !(answer instanceof Matrix);
    if (vector && left != null && right != null) {
      left = flat(left);
      right = flat(right);
    }
    if (left == null || right == null || !shape(left).equals(shape(right))) {
      return new Different("the shapes differ");
    }
    List<Answer> ones = new ArrayList<>();
    List<Answer> others = new ArrayList<>();
    left.forEach(row -> row.forEach(cell -> ones.add(new Scalar(cell, null))));
    right.forEach(row -> row.forEach(cell -> others.add(new Scalar(cell, null))));
    return ordered(ones, others);
  }

  private static List<Integer> shape(List<List<Expression>> rows) {
    return rows.stream().map(List::size).toList();
  }

  private static List<List<Expression>> flat(List<List<Expression>> rows) {
    return rows.size() == 1 || rows.stream().allMatch(row -> row.size() == 1)
        ? List.of(rows.stream().flatMap(List::stream).toList())
        : rows;
  }

  private static @Nullable List<List<Expression>> rows(Answer answer) {
    if (answer instanceof Matrix(List<List<Expression>> rows)) {
      return rows;
    }
    if (!(answer instanceof Items(Kind kind, List<Answer> items))
        || kind == Kind.SET
        || kind == Kind.LIST) {
      return null;
    }
    List<Expression> row = new ArrayList<>();
    for (Answer item : items) {
      if (!(item instanceof Scalar(Expression value, Unit unit))) {
        return null;
      }
      row.add(value);
    }
    return List.of(row);
  }

  private static List<Answer> parts(Answer answer) {
    return answer instanceof Union(List<Answer> parts) ? parts : List.of(answer);
  }

  private MathVerdict intervals(Answer gold, Answer answer) {
    Interval left = interval(gold);
    Interval right = interval(answer);
    if (left == null || right == null) {
      return new Different("only one is an interval");
    }
    if (left.lowerOpen() != right.lowerOpen() || left.upperOpen() != right.upperOpen()) {
      return new Different("an end is open in one and closed in the other");
    }
    return both(
        scalars.compare(left.lower(), right.lower()), scalars.compare(left.upper(), right.upper()));
  }

  private static @Nullable Interval interval(Answer answer) {
    if (answer instanceof Interval interval) {
      return interval;
    }
    if (answer instanceof Items(Kind kind, List<Answer> items)
        && (kind == Kind.TUPLE || kind == Kind.BRACKETED)
        && items.size() == 2
        && items.get(0) instanceof Scalar(Expression lower, Unit unit)
        && items.get(1) instanceof Scalar(Expression upper, Unit other)) {
      boolean open = kind == Kind.TUPLE;
      return new Interval(lower, upper, open, open);
    }
    return null;
  }

  private MathVerdict items(Answer gold, Answer answer) {
    List<Answer> left =
        gold instanceof Items(Kind kind, List<Answer> items) ? items : List.of(gold);
    List<Answer> right =
        answer instanceof Items(Kind kind, List<Answer> items) ? items : List.of(answer);
    Kind expected = gold instanceof Items items ? items.kind() : Kind.LIST;
    Kind given = answer instanceof Items items ? items.kind() : expected;
    if (expected == Kind.LIST || expected == Kind.SET) {
      return unordered(left, right);
    }
    boolean brackets = left.size() == 2 && given != expected;
    if (brackets && (given == Kind.TUPLE || given == Kind.BRACKETED)) {
      return new Different("one is in round and the other in square brackets");
    }
    return ordered(left, right);
  }

  private MathVerdict ordered(List<Answer> gold, List<Answer> answer) {
    if (gold.size() != answer.size()) {
      return new Different(gold.size() + " items are expected, not " + answer.size());
    }
    MathVerdict verdict = new Equal(Stage.TEXT, "all items are equal");
    for (int i = 0; i < gold.size(); i++) {
      verdict = both(verdict, compare(gold.get(i), answer.get(i)));
      if (!verdict.isEqual()) {
        return verdict;
      }
    }
    return verdict;
  }

  private MathVerdict unordered(List<Answer> gold, List<Answer> answer) {
    List<Answer> left = gold.size() == answer.size() ? gold : distinct(gold);
    List<Answer> open = new ArrayList<>(gold.size() == answer.size() ? answer : distinct(answer));
    if (left.size() != open.size()) {
      return new Different(left.size() + " items are expected, not " + open.size());
    }
    MathVerdict verdict = new Equal(Stage.TEXT, "all items are equal");
    for (Answer item : left) {
      MathVerdict found = new Different("an expected item is missing");
      for (Answer candidate : open) {
        MathVerdict match = compare(item, candidate);
        if (match.isEqual()) {
          found = match;
          open.remove(candidate);
          break;
        }
      }
      verdict = both(verdict, found);
      if (!verdict.isEqual()) {
        return verdict;
      }
    }
    return verdict;
  }

  private List<Answer> distinct(List<Answer> items) {
    List<Answer> distinct = new ArrayList<>();
    for (Answer item : items) {
      if (distinct.stream().noneMatch(known -> compare(known, item).isEqual())) {
        distinct.add(item);
      }
    }
    return distinct;
  }

  private static MathVerdict both(MathVerdict first, MathVerdict second) {
    if (first instanceof Equal(Stage stage, String reason)
        && second instanceof Equal(Stage other, String because)) {
      boolean later = other.compareTo(stage) >= 0;
      return later ? second : first;
    }
    return first.isEqual() ? second : first;
  }

  /** Reads the letter of {@code 10,000m} as a unit where the other side has one. */
  private static Scalar withUnit(Scalar scalar, Scalar other) {
    boolean measured = other.unit() != null && !other.unit().isCounter();
    if (scalar.unit() == null
        && measured
        && scalar.value() instanceof Expression.Product(List<Expression> factors)
        && factors.getLast() instanceof Symbol(String name)
        && LETTER_UNITS.contains(name)) {
      return new Scalar(Letters.asOne(scalar.value()), Unit.of(name));
    }
    return scalar;
  }

  private MathVerdict scalars(Scalar gold, Scalar answer) {
    Unit left = gold.unit();
    Unit right = answer.unit();
    if (left != null && right != null && !left.isCounter() && !right.isCounter()) {
      if (!left.dimension().equals(right.dimension())) {
        return new Different("the units are " + left.name() + " and " + right.name());
      }
      return left.factor().equals(right.factor())
          ? scalars.compare(gold.value(), answer.value())
          : scalars.compare(scaled(gold, left), scaled(answer, right));
    }
    MathVerdict plain = scalars.compare(gold.value(), answer.value());
    if (plain.isEqual()) {
      return plain;
    }
    if (left != null && (left.isPercent() || left.dimension().equals(Unit.DEGREES))) {
      return orScaled(plain, scalars.compare(scaled(gold, left), answer.value()));
    }
    if (right != null && (right.isPercent() || right.dimension().equals(Unit.DEGREES))) {
      return orScaled(plain, scalars.compare(gold.value(), scaled(answer, right)));
    }
    return withoutLetterUnits(gold.value(), answer.value(), plain);
  }

  private static MathVerdict orScaled(MathVerdict plain, MathVerdict scaled) {
    return scaled.isEqual() ? scaled : plain;
  }

  private static Expression scaled(Scalar scalar, Unit unit) {
    if (unit.dimension().equals(Unit.DEGREES)) {
      return Expression.call(Expression.Function.DEGREES, scalar.value());
    }
    return scalar.value() instanceof Literal(Rational value, boolean decimal)
        ? new Literal(value.times(unit.factor()), decimal)
        : new Expression.Product(List.of(new Literal(unit.factor(), false), scalar.value()));
  }

  private MathVerdict withoutLetterUnits(Expression gold, Expression answer, MathVerdict plain) {
    TreeSet<String> expected = new TreeSet<>();
    TreeSet<String> given = new TreeSet<>();
    Expression.collectSymbols(gold, expected);
    Expression.collectSymbols(answer, given);
    // A letter in the expected answer is a name: 3h is not 3.
    if (!expected.isEmpty() || given.isEmpty() || !LETTER_UNITS.containsAll(given)) {
      return plain;
    }
    MathVerdict bare = scalars.compare(gold, Letters.asOne(answer));
    return bare.isEqual() ? bare : plain;
  }

  /** Returns the verdict that nothing could be decided. */
  static MathVerdict unreadable(String which, UnreadableMath cause) {
    return new Unreadable(which + " is not read: " + cause.getMessage());
  }
}
