package org.gwageo.benchmark.instruction;

/** One instruction with its arguments. */
@FunctionalInterface
interface Checker {

  /** Looks at one text, which is not blank. */
  Finding check(String text);

  /** Makes a checker from an instruction's arguments. */
  @FunctionalInterface
  interface Maker {

    /**
     * Returns the checker.
     *
     * @throws InstructionException if an argument is missing or of the wrong kind
     */
    Checker make(Arguments arguments) throws InstructionException;
  }
}
