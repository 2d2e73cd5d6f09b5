package org.gwageo.benchmark.mathematics;

import java.util.Arrays;

/** A product of powers of generators: pairs of a generator's number and a positive exponent. */
final class Monomial implements Comparable<Monomial> {

  static final Monomial ONE = new Monomial(new int[0]);

  private final int[] pairs;

  private Monomial(int[] pairs) {
    this.pairs = pairs;
  }

  static Monomial of(int generator, int exponent) {
    return exponent == 0 ? ONE : new Monomial(new int[] {generator, exponent});
  }

  /** Returns how many different generators there are. */
  int size() {
    return pairs.length / 2;
  }

  int generator(int index) {
    return pairs[2 * index];
  }

  int exponent(int index) {
    return pairs[2 * index + 1];
  }

  int exponentOf(int generator) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i] == generator) {
        return pairs[i + 1];
      }
    }
    return 0;
  }

  Monomial times(Monomial other) {
    return combine(other, 1);
  }

  /** Divides by {@code other}, whose exponents must be no larger. */
  Monomial over(Monomial other) {
    return combine(other, -1);
  }

  private Monomial combine(Monomial other, int sign) {
    int[] merged = new int[pairs.length + other.pairs.length];
    int length = 0;
    int i = 0;
    int j = 0;
    while (i < pairs.length || j < other.pairs.length) {
      int left = i < pairs.length ? pairs[i] : Integer.MAX_VALUE;
      int right = j < other.pairs.length ? other.pairs[j] : Integer.MAX_VALUE;
      int exponent = 0;
      if (left <= right) {
        exponent += pairs[i + 1];
        i += 2;
      }
      if (right <= left) {
        exponent += sign * other.pairs[j + 1];
        j += 2;
      }
      if (exponent != 0) {
        merged[length++] = Math.min(left, right);
        merged[length++] = exponent;
      }
    }
    return length == 0 ? ONE : new Monomial(Arrays.copyOf(merged, length));
  }

  /** Returns the largest monomial that divides both. */
  Monomial common(Monomial other) {
    int[] shared = new int[pairs.length];
    int length = 0;
    for (int i = 0; i < pairs.length; i += 2) {
      int exponent = Math.min(pairs[i + 1], other.exponentOf(pairs[i]));
      if (exponent > 0) {
        shared[length++] = pairs[i];
        shared[length++] = exponent;
      }
    }
    return length == 0 ? ONE : new Monomial(Arrays.copyOf(shared, length));
  }

  @Override
  public int compareTo(Monomial other) {
    return Arrays.compare(pairs, other.pairs);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Monomial monomial && Arrays.equals(pairs, monomial.pairs);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(pairs);
  }
}
