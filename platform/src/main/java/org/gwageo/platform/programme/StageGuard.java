package org.gwageo.platform.programme;

import java.util.List;

/** A module's say in whether an action on a stage is possible. */
public interface StageGuard {

  /** Returns the action that is guarded. */
  StageAction action();

  /** Returns what must hold before the action, each with whether it does for {@code stage}. */
  List<Condition> check(Stage stage);

  /**
   * One thing that must hold.
   *
   * @param key the message key below {@code guard.}
   * @param met whether it holds
   * @param facts what the message tells: counts and names
   */
  record Condition(String key, boolean met, List<String> facts) {

    /** Copies {@code facts}. */
    public Condition {
      facts = List.copyOf(facts);
    }

    /** Returns a condition with {@code facts} in the order in which its message names them. */
    public static Condition of(String key, boolean met, Object... facts) {
      return new Condition(key, met, java.util.Arrays.stream(facts).map(String::valueOf).toList());
    }
  }
}
