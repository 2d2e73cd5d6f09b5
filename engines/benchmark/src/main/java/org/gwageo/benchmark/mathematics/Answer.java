package org.gwageo.benchmark.mathematics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a writing says: a number, several, a set, a relation, a word. */
sealed interface Answer {

  /** One value, with the unit written behind it. */
  record Scalar(Expression value, @Nullable Unit unit) implements Answer {}

  /** Several answers. */
  record Items(Kind kind, List<Answer> items) implements Answer {}

  /** How several answers are held together. */
  enum Kind {
    /** Side by side, without brackets; the order carries no meaning. */
    LIST,
    /** In braces. */
    SET,
    /** In round brackets: ordered, and with two items also an open interval. */
    TUPLE,
    /** In square brackets: ordered, and with two items also a closed interval. */
    BRACKETED
  }

  /** An interval with an open end at one side at least, or a whole line. */
  record Interval(Expression lower, Expression upper, boolean lowerOpen, boolean upperOpen)
      implements Answer {}

  /** A union of intervals and sets. */
  record Union(List<Answer> parts) implements Answer {}

  /** A chain of sides with a relation between each two. */
  record Relation(List<Answer> sides, List<String> signs) implements Answer {}

  /** A matrix, row by row. */
  record Matrix(List<List<Expression>> rows) implements Answer {}

  /** Words that are no mathematics. */
  record Words(String text) implements Answer {}
}
