/**
 * Practice stages that run by themselves: the module plays the office, the teams, the panel and the
 * users of the programmes {@code rehearsal} and {@code rehearsal-runs}, with tiny models behind
 * endpoints of their own.
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
      "proposal",
      "reproduction",
      "publication"
    })
@NullMarked
package org.gwageo.platform.rehearsal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
