package org.gwageo.platform.programme.web;

import org.jspecify.annotations.Nullable;

/**
 * What the office sends to move a stage on.
 *
 * @param action the action that its page offered
 * @param reason why
 * @param confirmation the stage's id, typed
 */
public record StageForm(String action, String reason, String confirmation) {

  static final StageForm EMPTY = new StageForm("", "", "");

  /** Takes fields that were not sent as empty. */
  public StageForm(
      @Nullable String action, @Nullable String reason, @Nullable String confirmation) {
    this.action = action == null ? "" : action;
    this.reason = reason == null ? "" : reason;
    this.confirmation = confirmation == null ? "" : confirmation;
  }
}
