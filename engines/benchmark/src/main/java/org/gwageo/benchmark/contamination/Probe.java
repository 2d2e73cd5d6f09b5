package org.gwageo.benchmark.contamination;

import java.util.Map;
import java.util.TreeMap;

/**
 * An additional question about an item.
 *
 * @param test the test that it serves
 * @param item the item's id
 * @param variant which of the item's questions for that test: {@code published}, {@code
 *     rotation-1}, {@code guided}, {@code control}, {@code recall}
 * @param prompt the text to ask
 * @param expected what a reply is compared with: a letter, or a text
 */
public record Probe(
    ContaminationTest test, String item, String variant, String prompt, String expected) {

  /**
   * Returns the fields of a task's item with which the run asks this question: {@code id}, {@code
   * prompt}, {@code expected}, {@code item}, {@code variant} and {@code test}.
   */
  public Map<String, Object> toItem() {
    var fields = new TreeMap<String, Object>();
    fields.put("id", item + "/" + test.word() + "/" + variant);
    fields.put("prompt", prompt);
    fields.put("expected", expected);
    fields.put("item", item);
    fields.put("variant", variant);
    fields.put("test", test.word());
    return fields;
  }
}
