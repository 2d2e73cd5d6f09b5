package org.gwageo.benchmark.mathematics;

import org.jspecify.annotations.Nullable;

/**
 * The smallest readable piece of a writing.
 *
 * @param kind what it is
 * @param text a number's digits, a name, a command without its backslash, a word or a sign
 * @param value the value of a number
 * @param start where it starts in the tidied text
 */
record Token(Kind kind, String text, @Nullable Rational value, int start) {

  /** Kinds of tokens. */
  enum Kind {
    NUMBER,
    /** One letter, with its subscript and primes. */
    NAME,
    /** A function or constant, written with a backslash or as a plain word. */
    COMMAND,
    /** Words: the contents of {@code \text}, or a plain word that is no product of letters. */
    WORD,
    /** Operators, brackets and separators. */
    SIGN,
    END
  }

  boolean is(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  boolean isCommand(String name) {
    return kind == Kind.COMMAND && text.equals(name);
  }
}
