package org.gwageo.benchmark.instruction;

import java.util.List;

/**
 * The verdicts on all instructions of one prompt.
 *
 * @param results one for each instruction, in the order asked
 */
public record InstructionReport(List<InstructionResult> results) {

  /** A report of an unchangeable copy of {@code results}. */
  public InstructionReport {
    results = List.copyOf(results);
  }

  /** Returns whether all instructions are followed by the reply as it is. */
  public boolean strict() {
    return results.stream().allMatch(InstructionResult::strict);
  }

  /** Returns whether each instruction is followed by some variant of the reply. */
  public boolean loose() {
    return results.stream().allMatch(InstructionResult::loose);
  }

  /** Returns how many instructions are followed by the reply as it is. */
  public long strictCount() {
    return results.stream().filter(InstructionResult::strict).count();
  }

  /** Returns how many instructions are followed by some variant of the reply. */
  public long looseCount() {
    return results.stream().filter(InstructionResult::loose).count();
  }
}
