package org.gwageo.benchmark.instruction;

/**
 * The verdict on one instruction.
 *
 * @param id the instruction's id
 * @param strict whether the reply as it is follows it
 * @param loose whether any of the eight variants of the reply follows it
 * @param reason what was counted or found in the reply as it is
 */
public record InstructionResult(String id, boolean strict, boolean loose, String reason) {}
