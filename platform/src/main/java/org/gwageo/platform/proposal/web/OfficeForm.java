package org.gwageo.platform.proposal.web;

import java.util.Map;
import org.gwageo.bundle.proposal.NewBenchmark;

/**
 * What the office typed into a form that was refused.
 *
 * @param fields what was typed, by field, with the item
 */
public record OfficeForm(Map<String, String> fields) {

  /** Copies the map. */
  public OfficeForm {
    fields = Map.copyOf(fields);
  }

  /** Returns what was typed into a field of an item's form about its deadline or suite. */
  public String value(String item, String field) {
    return fields.containsKey("name") || !item.equals(fields.get("item"))
        ? ""
        : fields.getOrDefault(field, "");
  }

  /** Returns what was typed into a field of the form about a name; otherwise {@code before}. */
  public String about(String id, String field, String before) {
    String typed = fields.get("item") + "-" + NewBenchmark.key(fields.getOrDefault("name", ""));
    return fields.containsKey("name") && id.equals(typed) ? fields.getOrDefault(field, "") : before;
  }
}
