package org.gwageo.verdict.document;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One value of a document and where it stands. */
public sealed interface Value permits Scalar, Section, Sequence {

  /** Returns the line, from 1. */
  int line();

  /** Returns the column, from 1. */
  int column();

  /** Returns where this is in the document, such as {@code blocks[0].points}. */
  String path();

  /**
   * Returns the value as a JSON tree of {@link java.util.Map}, {@link java.util.List}, {@link
   * String}, {@link BigDecimal} and {@link Boolean}.
   */
  Object tree();

  /** Returns the kind of this value in words, for messages. */
  default String kind() {
    return switch (this) {
      case Scalar scalar -> "\"" + scalar.text() + "\"";
      case Section section -> "a mapping";
      case Sequence sequence -> "a list";
    };
  }

  /** Returns the text, or records a problem and returns an empty one. */
  default String text(Problems problems) {
    if (this instanceof Scalar scalar) {
      return scalar.text();
    }
    problems.add(this, name() + " must be a text, not " + kind());
    return "";
  }

  /** Returns the decimal number, or records a problem and returns {@code null}. */
  default @Nullable BigDecimal number(Problems problems) {
    if (this instanceof Scalar scalar
        && scalar.plain()
        && Scalar.NUMBER.matcher(scalar.text()).matches()) {
      var number = new BigDecimal(scalar.text());
      if (number.precision() > Scalar.DIGITS) {
        problems.add(
            this, name() + " has more than " + Scalar.DIGITS + " digits: " + scalar.text());
        return null;
      }
      return number;
    }
    String hint = this instanceof Scalar scalar && !scalar.plain() ? " in quotes" : "";
    problems.add(this, name() + " must be a decimal number such as 12.5, not " + kind() + hint);
    return null;
  }

  /** Returns the whole number within the limits, or records a problem and returns {@code low}. */
  default int whole(int low, int high, Problems problems) {
    if (this instanceof Scalar scalar
        && scalar.plain()
        && Scalar.WHOLE.matcher(scalar.text()).matches()) {
      int number = Integer.parseInt(scalar.text());
      if (number >= low && number <= high) {
        return number;
      }
    }
    problems.add(
        this, name() + " must be a whole number from " + low + " to " + high + ", not " + kind());
    return low;
  }

  /** Returns the truth value, or records a problem and returns {@code false}. */
  default boolean truth(Problems problems) {
    if (this instanceof Scalar scalar && scalar.tree() instanceof Boolean truth) {
      return truth;
    }
    problems.add(this, name() + " must be true or false, not " + kind());
    return false;
  }

  /** Returns the text when it has the form of {@code pattern}, or records a problem. */
  default String matching(Pattern pattern, String form, Problems problems) {
    String text = text(problems);
    if (this instanceof Scalar && !pattern.matcher(text).matches()) {
      problems.add(this, name() + " must be " + form + ", not \"" + text + "\"");
    }
    return text;
  }

  /** Returns this as a mapping; when it is something else, records a problem and returns none. */
  default @Nullable Section section(Problems problems) {
    if (this instanceof Section section) {
      return section;
    }
    problems.add(this, name() + " must be a mapping of keys to values, not " + kind());
    return null;
  }

  /** Returns this as a list; when it is something else, records a problem and returns none. */
  default @Nullable Sequence sequence(Problems problems) {
    if (this instanceof Sequence sequence) {
      return sequence;
    }
    problems.add(this, name() + " must be a list, not " + kind());
    return null;
  }

  /** Returns the last part of the path, for messages. */
  default String name() {
    String path = path();
    return path.isEmpty() ? "the document" : path;
  }
}
