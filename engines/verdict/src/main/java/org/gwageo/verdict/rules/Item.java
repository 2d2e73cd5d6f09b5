package org.gwageo.verdict.rules;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One scored thing within a block.
 *
 * @param points the greatest number of points
 * @param places the digits that its points are rounded to; {@code null} for those of the rulebook
 * @param notes what a reader must know about this item, such as an assumption
 */
public record Item(
    String id,
    Bilingual title,
    BigDecimal points,
    Input input,
    Scaling scaling,
    Missing missing,
    Evidence evidence,
    @Nullable Integer places,
    List<String> notes) {

  /** Copies {@code notes}. */
  public Item {
    notes = List.copyOf(notes);
  }
}
