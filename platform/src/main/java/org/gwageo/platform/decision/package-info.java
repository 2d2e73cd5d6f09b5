/**
 * Verdicts: gathers what was measured, marked, rated and found, asks the verdict engine, and issues
 * its answer when two people of the office have confirmed the same bytes.
 */
@ApplicationModule(
    allowedDependencies = {
      "programme",
      "programme :: definition",
      "programme :: web",
      "team",
      "submission",
      "evaluation",
      "proposal",
      "reproduction",
      "review",
      "contest",
      "lineage",
      "web"
    })
@NullMarked
package org.gwageo.platform.decision;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
