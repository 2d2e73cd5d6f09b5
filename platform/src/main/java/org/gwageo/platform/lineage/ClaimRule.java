package org.gwageo.platform.lineage;

/** When a claim is shown to everybody. */
public enum ClaimRule {
  /** As soon as it is filed. */
  AT_ONCE,
  /** After the comparison, once the team has replied or its time to reply is over. */
  AFTER_REPLY
}
