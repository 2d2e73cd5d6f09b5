package org.gwageo.verdict.rules;

/** What happens when an item's value, or a part of it, is missing for a team that takes part. */
public enum Missing {
  /** The scores are refused. */
  REFUSE,
  /** The missing part counts as zero, and the derivation says so. */
  ZERO,
  /** No verdict is settled until the value is there. */
  HOLD
}
