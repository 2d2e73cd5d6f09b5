package org.gwageo.platform.programme.definition;

import java.util.List;

/**
 * A public body, or an outside organisation, with duties in the programme.
 *
 * @param id unique in the programme
 * @param name full name
 * @param shortName the abbreviation in use
 * @param duties what it does in the programme
 */
public record Body(String id, Bilingual name, Bilingual shortName, List<Statement> duties) {

  public Body {
    duties = List.copyOf(duties);
  }
}
