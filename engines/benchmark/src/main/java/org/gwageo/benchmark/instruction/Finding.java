package org.gwageo.benchmark.instruction;

/**
 * What a checker found in one text.
 *
 * @param followed whether the instruction is followed
 * @param reason what was counted or found
 */
record Finding(boolean followed, String reason) {

  static Finding of(boolean followed, String reason) {
    return new Finding(followed, reason);
  }
}
