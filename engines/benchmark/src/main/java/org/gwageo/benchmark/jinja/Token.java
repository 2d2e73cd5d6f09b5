package org.gwageo.benchmark.jinja;

/**
 * A piece of a template.
 *
 * @param kind what it is
 * @param text its text; of a string, what the string says
 * @param line the line that it starts on, from 1
 */
record Token(Kind kind, String text, int line) {

  /** What a token is. */
  enum Kind {
    /** Text outside of any construct. */
    DATA,
    /** <code>{{</code>. */
    VARIABLE_BEGIN,
    /** <code>}}</code>. */
    VARIABLE_END,
    /** <code>{%</code>. */
    BLOCK_BEGIN,
    /** <code>%}</code>. */
    BLOCK_END,
    /** A name or keyword. */
    NAME,
    /** A string literal. */
    STRING,
    /** An integer literal. */
    INTEGER,
    /** A floating-point literal. */
    FLOAT,
    /** An operator or bracket. */
    OPERATOR,
    /** The end of the template. */
    END
  }

  boolean is(String operator) {
    return kind == Kind.OPERATOR && text.equals(operator);
  }

  boolean isName(String name) {
    return kind == Kind.NAME && text.equals(name);
  }
}
