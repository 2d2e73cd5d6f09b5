package org.gwageo.lineage.checkpoint;

import java.util.Map;
import java.util.Optional;

/** The numbers by which GGUF files name element types. */
final class GgufType {

  private static final Map<Integer, ElementType> TYPES =
      Map.ofEntries(
          Map.entry(0, ElementType.F32),
          Map.entry(1, ElementType.F16),
          Map.entry(2, ElementType.Q4_0),
          Map.entry(3, ElementType.Q4_1),
          Map.entry(6, ElementType.Q5_0),
          Map.entry(7, ElementType.Q5_1),
          Map.entry(8, ElementType.Q8_0),
          Map.entry(9, ElementType.Q8_1),
          Map.entry(10, ElementType.Q2_K),
          Map.entry(11, ElementType.Q3_K),
          Map.entry(12, ElementType.Q4_K),
          Map.entry(13, ElementType.Q5_K),
          Map.entry(14, ElementType.Q6_K),
          Map.entry(15, ElementType.Q8_K),
          Map.entry(20, ElementType.IQ4_NL),
          Map.entry(23, ElementType.IQ4_XS),
          Map.entry(24, ElementType.I8),
          Map.entry(25, ElementType.I16),
          Map.entry(26, ElementType.I32),
          Map.entry(27, ElementType.I64),
          Map.entry(28, ElementType.F64),
          Map.entry(30, ElementType.BF16),
          Map.entry(34, ElementType.TQ1_0),
          Map.entry(35, ElementType.TQ2_0),
          Map.entry(16, ElementType.IQ2_XXS),
          Map.entry(17, ElementType.IQ2_XS),
          Map.entry(18, ElementType.IQ3_XXS),
          Map.entry(19, ElementType.IQ1_S),
          Map.entry(21, ElementType.IQ3_S),
          Map.entry(22, ElementType.IQ2_S),
          Map.entry(29, ElementType.IQ1_M),
          Map.entry(39, ElementType.MXFP4));

  private static final Map<Integer, String> UNREAD = Map.of(40, "NVFP4");

  private GgufType() {}

  static Optional<ElementType> of(int number) {
    return Optional.ofNullable(TYPES.get(number));
  }

  /** Returns the name of a type, or its number if it has none here. */
  static String name(int number) {
    var known = TYPES.get(number);
    return known != null ? known.name() : UNREAD.getOrDefault(number, "type " + number);
  }
}
