/**
 * A practice stage that runs by itself: it plays the office, the teams, the panel and the users of
 * the programme {@code rehearsal}, with tiny models behind endpoints of their own.
 */
@ApplicationModule(
    allowedDependencies = {
      "database",
      "programme",
      "programme :: definition",
      "identity",
      "team",
      "submission",
      "evaluation",
      "review",
      "contest",
      "lineage",
      "decision",
      "publication"
    })
@NullMarked
package org.gwageo.platform.rehearsal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
