package org.gwageo.nano.zoo;

/** What is true about a pair of models because it was made so. */
public enum Expected {
  /** Weights of the subject come from the reference. */
  DERIVED("derived"),
  /** Both grew from random weights of their own. */
  INDEPENDENT("independent"),
  /** Both grew from the same random weights, which is a common ancestor without training. */
  SAME_INIT("same-init"),
  /** The subject's own random weights were pulled towards the reference's inner states. */
  REPRESENTATION_DISTILLATION("representation-distillation");

  private final String id;

  Expected(String id) {
    this.id = id;
  }

  /** Returns the label in files. */
  public String id() {
    return id;
  }
}
