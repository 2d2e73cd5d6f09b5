package org.gwageo.platform.programme.definition;

import java.util.List;

/**
 * Where a datum comes from.
 *
 * @param sources keys of {@link Source}s of the same programme, the best first; never empty
 * @param confidence how far the datum can be trusted
 */
public record Attribution(List<String> sources, Confidence confidence) {

  public Attribution {
    sources = List.copyOf(sources);
  }
}
