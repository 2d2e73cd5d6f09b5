package org.gwageo.platform.web;

/** A principal that pages greet by something else than its log-in name. */
public interface DisplayName {

  /** Returns the name to show on a page in {@code language}. */
  String displayName(Language language);
}
