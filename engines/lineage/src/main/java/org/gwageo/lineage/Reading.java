package org.gwageo.lineage;

/**
 * Something other than copied weights that explains what the tests found. A reading lowers an
 * established derivation to an indicated one; rules, dates and training records decide between the
 * explanations, weights cannot.
 */
public enum Reading {
  /**
   * The residual channels agree, the neurons do not: a student that was trained on the hidden
   * states of a teacher takes over the teacher's basis, and so does a model that was given the
   * teacher's embeddings and trained from there.
   */
  REPRESENTATION_DISTILLATION("representation-distillation"),
  /** Both models carry the numbers of one start, such as a shared seed or an open checkpoint. */
  COMMON_START("common-start");

  private final String id;

  Reading(String id) {
    this.id = id;
  }

  /** Returns the reading's name in files. */
  public String id() {
    return id;
  }
}
