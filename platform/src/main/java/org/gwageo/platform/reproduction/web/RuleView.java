package org.gwageo.platform.reproduction.web;

import java.util.List;

/**
 * A benchmark in words.
 *
 * @param title the item and the task
 * @param rule what is repeated and what counts after that
 */
public record RuleView(String title, List<String> rule) {

  /** Copies the list. */
  public RuleView {
    rule = List.copyOf(rule);
  }
}
