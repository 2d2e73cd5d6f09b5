package org.gwageo.verdict.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many teams go on, and what happens at the edges.
 *
 * @param from how many teams were announced to enter; {@code null} when any number may
 * @param to how many were announced to advance
 * @param fillVacated whether the next team takes the place of one that failed a gate
 * @param noneSelected whether it is a valid result that nobody advances
 * @param singleApplicant what happens when only one team takes part
 */
public record Places(
    @Nullable Integer from,
    int to,
    boolean fillVacated,
    boolean noneSelected,
    SingleApplicant singleApplicant,
    Ties ties) {

  /** What happens when only one team takes part. */
  public enum SingleApplicant {
    /** It is evaluated like any other number of teams. */
    EVALUATED,
    /** No verdict is settled; the call has to be repeated. */
    HOLD
  }

  /**
   * What separates teams with the same total.
   *
   * @param order what is compared, in this order: {@code exact-total}, or the id of a block or item
   * @param otherwise what happens to teams that are still equal
   */
  public record Ties(List<String> order, Remaining otherwise) {
    /** The total before it is rounded, in {@link #order}. */
    public static final String EXACT_TOTAL = "exact-total";

    /** Copies {@code order}. */
    public Ties {
      order = List.copyOf(order);
    }
  }

  /** What happens to teams that nothing separates. */
  public enum Remaining {
    /** They share the rank; when it is the last place, all of them advance. */
    SHARE,
    /** The office decides on record; without its decision no verdict is settled. */
    OFFICE
  }
}
