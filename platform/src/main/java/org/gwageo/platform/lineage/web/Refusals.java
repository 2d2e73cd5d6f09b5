package org.gwageo.platform.lineage.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gwageo.platform.web.FormErrors;
import org.gwageo.platform.web.Page;

/** What a form asked for and did not get, in words. */
final class Refusals {

  /** What a form does. */
  interface Act {
    void run();
  }

  private Refusals() {}

  /**
   * Does {@code act}; when the moment or a value is wrong, the sentence stands at {@code field}.
   */
  static FormErrors of(Page page, String field, Act act) {
    Map<String, String> errors = new LinkedHashMap<>();
    try {
      act.run();
    } catch (IllegalStateException | IllegalArgumentException e) {
      errors.put(field, page.refusal(e));
    }
    return new FormErrors(errors);
  }
}
