package org.gwageo.platform.programme;

import java.util.regex.Pattern;

/**
 * Names one stage of one programme, written {@code programme/stage}.
 *
 * @param programme the programme's slug
 * @param stage the stage's slug within the programme
 */
public record StageId(String programme, String stage) {

  private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  /**
   * Checks both slugs.
   *
   * @throws IllegalArgumentException if one is not lower-case words joined by hyphens
   */
  public StageId {
    requireSlug(programme);
    requireSlug(stage);
  }

  private static void requireSlug(String slug) {
    if (!SLUG.matcher(slug).matches()) {
      throw new IllegalArgumentException("lower-case words joined by hyphens, not: " + slug);
    }
  }

  @Override
  public String toString() {
    return programme + "/" + stage;
  }
}
