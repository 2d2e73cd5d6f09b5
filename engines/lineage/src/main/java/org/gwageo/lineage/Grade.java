package org.gwageo.lineage;

import java.util.Arrays;

/** What a comparison amounts to, from the strongest finding to none possible. */
public enum Grade {
  /** All compared weights are the same bytes. */
  IDENTICAL("identical"),
  /** A component is copied byte for byte, or two families with different invariances agree. */
  DERIVATION_ESTABLISHED("derivation-established"),
  /** One family is significant; ask for the training record and look again. */
  INDICATED("indicated"),
  /** No family is significant; the report says how small a copy would have been found. */
  NOT_FOUND("not-found"),
  /** The shapes allow no test. */
  UNTESTABLE("untestable");

  private final String id;

  Grade(String id) {
    this.id = id;
  }

  /** Returns the grade's name in files. */
  public String id() {
    return id;
  }

  /** Returns whether the grade contradicts a model that is claimed to be trained from scratch. */
  public boolean derived() {
    return this == IDENTICAL || this == DERIVATION_ESTABLISHED;
  }

  /** Returns the stronger finding of the two. */
  public Grade stronger(Grade other) {
    return compareTo(other) <= 0 ? this : other;
  }

  /**
   * Reads a grade's name.
   *
   * @throws IllegalArgumentException if there is no such grade
   */
  public static Grade parse(String id) {
    return Arrays.stream(values())
        .filter(grade -> grade.id.equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no lineage grade " + id));
  }
}
