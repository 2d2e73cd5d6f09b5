package org.gwageo.platform.programme.definition;

import java.util.List;

/** Statements about one subject, such as the conditions of the call. */
public record Topic(String id, Bilingual title, List<Statement> statements) {

  public Topic {
    statements = List.copyOf(statements);
  }
}
