package org.gwageo.verdict.rules;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group of items whose points are added.
 *
 * @param points the sum of the items' points
 * @param evaluatorTotals how the evaluators' totals over the block's items become one; {@code null}
 *     when every item is aggregated on its own
 */
public record Block(
    String id,
    Bilingual title,
    BigDecimal points,
    List<Item> items,
    @Nullable Aggregation evaluatorTotals,
    List<String> notes) {

  /** Copies the lists. */
  public Block {
    items = List.copyOf(items);
    notes = List.copyOf(notes);
  }
}
