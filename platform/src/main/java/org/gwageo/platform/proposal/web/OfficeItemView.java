package org.gwageo.platform.proposal.web;

import java.util.List;
import org.gwageo.platform.web.Choice;
import org.gwageo.platform.web.DataTable;

/**
 * What the office sees of an item, and what it can do.
 *
 * @param selection what everybody may read
 * @param canAnnounce whether a deadline can be announced or moved
 * @param announced whether one was announced before
 * @param open whether lists are taken
 * @param silent how many teams have handed in nothing
 * @param standing who has handed in something, without saying what
 * @param names the names to rule on
 * @param choices what a name can count as, to decline it last
 * @param canFix whether the selection can be fixed
 * @param notYet why it cannot be; empty if it can or is
 * @param suite the suggested id of the suite of the selected benchmarks; empty before they are
 *     fixed
 */
public record OfficeItemView(
    SelectionView selection,
    boolean canAnnounce,
    boolean announced,
    boolean open,
    int silent,
    DataTable standing,
    List<Name> names,
    List<Choice> choices,
    boolean canFix,
    String notYet,
    String suite) {

  /** Copies the lists. */
  public OfficeItemView {
    names = List.copyOf(names);
    choices = List.copyOf(choices);
  }

  /**
   * A name to rule on; not said is who proposed it.
   *
   * @param id marks its fields
   * @param name as it was first written
   * @param spelt all spellings
   * @param source where its items are
   * @param licence what may be done with them
   * @param ruling what the office said; empty before
   * @param benchmark the task that it counts as; {@code decline} when declined, empty before
   */
  public record Name(
      String id,
      String name,
      String spelt,
      String source,
      String licence,
      String ruling,
      String benchmark) {}
}
