package org.gwageo.platform.web;

import org.jspecify.annotations.Nullable;

/**
 * One step of a procedure.
 *
 * @param label the step's name
 * @param state how far it is
 * @param detail a few words under the name, such as a date; null for none
 * @param path where the step leads, without language prefix; null for nowhere
 */
public record Step(String label, State state, @Nullable String detail, @Nullable String path) {

  /** How far a step is. */
  public enum State {
    /** Finished. */
    DONE,
    /** Under way. */
    CURRENT,
    /** Not begun. */
    UPCOMING
  }
}
