package org.gwageo.platform.programme.web;

import org.jspecify.annotations.Nullable;

/**
 * A further version of the rules as it was typed.
 *
 * @param yaml the document
 * @param reason why it is written
 */
public record RulebookDraft(String yaml, String reason) {

  /** Takes fields that were not sent as empty. */
  public RulebookDraft(@Nullable String yaml, @Nullable String reason) {
    this.yaml = yaml == null ? "" : yaml;
    this.reason = reason == null ? "" : reason;
  }

  /** Returns the document with line feeds, as files have them and forms do not. */
  String document() {
    return yaml.replace("\r\n", "\n");
  }
}
