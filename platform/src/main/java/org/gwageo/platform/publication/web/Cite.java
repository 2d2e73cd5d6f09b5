package org.gwageo.platform.publication.web;

import java.util.List;

/**
 * Where a datum comes from and how far it can be trusted, as it stands beside the datum.
 *
 * @param kind the end of the mark's class name
 * @param mark how far it can be trusted, in a word
 * @param sources the sources, the best first
 */
public record Cite(String kind, String mark, List<Link> sources) {

  /** Copies {@code sources}. */
  public Cite {
    sources = List.copyOf(sources);
  }

  /**
   * A source.
   *
   * @param key its key
   * @param path its entry in the list of sources, without language prefix
   * @param title what it is
   */
  public record Link(String key, String path, String title) {}
}
