package org.gwageo.lineage;

/** A language that a report can speak. */
public enum Language {
  /** Korean. */
  KO,
  /** English. */
  EN
}
