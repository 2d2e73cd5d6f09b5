package org.gwageo.benchmark.contamination;

import java.util.List;

/**
 * An item about which additional questions are asked.
 *
 * @param id the item's id
 * @param source the name and split of the data set that the item was published in
 * @param question the question's text
 * @param choices its choices in the published order; empty if there are none
 * @param gold the right choice, from 0; -1 if there are no choices
 */
public record ProbedItem(
    String id, String source, String question, List<String> choices, int gold) {

  /** Copies the list and checks the right choice. */
  public ProbedItem {
    choices = List.copyOf(choices);
    if (choices.size() > 26
        || gold < (choices.isEmpty() ? -1 : 0)
        || gold >= Math.max(0, choices.size())) {
      throw new IllegalArgumentException(
          "item "
              + id
              + " has up to 26 choices and a right one among them, not choice "
              + gold
              + " of "
              + choices.size());
    }
  }

  void needChoices() {
    if (choices.size() < 2) {
      throw new IllegalArgumentException(
          "item " + id + " needs at least 2 choices for this test, not " + choices.size());
    }
  }
}
