package org.gwageo.benchmark.instruction;

/** An instruction of a data set has an unknown id or arguments that it cannot be checked with. */
public final class InstructionException extends Exception {
  private static final long serialVersionUID = 1L;

  /** An exception with a message that names the instruction, the argument and what is allowed. */
  public InstructionException(String message) {
    super(message);
  }
}
