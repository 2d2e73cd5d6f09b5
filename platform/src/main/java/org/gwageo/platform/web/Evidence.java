package org.gwageo.platform.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What stands under a page's title: as of when, by which rules, and where to check it.
 *
 * @param asOf the moment that the page's facts are from
 * @param rules the rulebook's name and version in the page's language, null where no rules apply
 * @param digest the rulebook's digest as {@code sha256:…}, null where no rules apply
 * @param path the evidence page, without language prefix; null where there is none yet
 */
public record Evidence(
    Instant asOf, @Nullable String rules, @Nullable String digest, @Nullable String path) {

  private static final int SHOWN = "sha256:".length() + 8;

  /** Returns a line that says the time only. */
  public static Evidence at(Instant asOf) {
    return new Evidence(asOf, null, null, null);
  }

  /** Returns the first letters of the digest, for a line of text. */
  public String shortDigest() {
    return digest == null
        ? ""
        : digest.length() <= SHOWN ? digest : digest.substring(0, SHOWN) + "…";
  }
}
