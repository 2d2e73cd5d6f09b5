package org.gwageo.benchmark.instruction;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a count relates to a number. */
enum Relation {
  LESS_THAN("less than", "미만") {
    @Override
    boolean holds(long count, long number) {
      return count < number;
    }
  },
  AT_MOST("at most", "이하") {
    @Override
    boolean holds(long count, long number) {
      return count <= number;
    }
  },
  EXACTLY("exactly", "정확히") {
    @Override
    boolean holds(long count, long number) {
      return count == number;
    }
  },
  AT_LEAST("at least", "이상") {
    @Override
    boolean holds(long count, long number) {
      return count >= number;
    }
  },
  MORE_THAN("more than", "초과") {
    @Override
    boolean holds(long count, long number) {
      return count > number;
    }
  };

  private final String english;
  private final String korean;

  Relation(String english, String korean) {
    this.english = english;
    this.korean = korean;
  }

  abstract boolean holds(long count, long number);

  /** Returns the finding that there are {@code count} of something. */
  Finding finding(long count, long number, String things) {
    return Finding.of(
        holds(count, number), count + " " + things + ", asked for " + english + " " + number);
  }

  static Optional<Relation> named(String word) {
    String lower = word.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(relation -> relation.english.equals(lower) || relation.korean.equals(lower))
        .findFirst();
  }
}
