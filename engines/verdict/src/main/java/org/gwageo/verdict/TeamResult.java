package org.gwageo.verdict;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.gwageo.verdict.rules.Bilingual;
import org.jspecify.annotations.Nullable;

/**
 * The result of one team.
 *
 * @param name its name, if the scores give one
 * @param rank its rank by score, from 1, whatever the gates say; {@code null} when it withdrew
 * @param total its total, rounded; {@code null} when it withdrew
 * @param blocks the points of each block, in the rulebook's order
 * @param items the points of each item that has points of its own, in the rulebook's order
 * @param gates what each gate found, in the rulebook's order
 * @param reasons the outcome in sentences
 * @param derivation how the total came about; {@code null} when it withdrew
 */
public record TeamResult(
    String team,
    @Nullable Bilingual name,
    Outcome outcome,
    @Nullable Integer rank,
    @Nullable BigDecimal total,
    SequencedMap<String, BigDecimal> blocks,
    SequencedMap<String, BigDecimal> items,
    List<GateResult> gates,
    List<Reason> reasons,
    Derivation.@Nullable Step derivation) {

  /** Copies the collections. */
  public TeamResult {
    blocks = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(blocks));
    items = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(items));
    gates = List.copyOf(gates);
    reasons = List.copyOf(reasons);
  }

  /** Returns what the gate of that id found. */
  public Optional<GateResult> gate(String id) {
    return gates.stream().filter(gate -> gate.gate().equals(id)).findFirst();
  }
}
