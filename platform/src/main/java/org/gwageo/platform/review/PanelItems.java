package org.gwageo.platform.review;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gwageo.verdict.rules.Input;
import org.gwageo.verdict.rules.Rulebook;

/** The items of a rulebook that evaluators mark on their sheets. */
final class PanelItems {

  private PanelItems() {}

  /** Returns the items in the rulebook's order, each with what may be entered for it. */
  static Map<String, Input.Sheets> of(Rulebook rulebook) {
    var items = new LinkedHashMap<String, Input.Sheets>();
    rulebook
        .items()
        .forEach(
            item -> {
              if (item.input() instanceof Input.Sheets sheets) {
                items.put(item.id(), sheets);
              }
            });
    return items;
  }
}
