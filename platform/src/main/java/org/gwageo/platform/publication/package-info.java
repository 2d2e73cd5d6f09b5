/** What is published: the bundle of a decided stage, and the pages that anyone may read. */
@ApplicationModule(
    allowedDependencies = {
      "programme",
      "programme :: definition",
      "team",
      "submission",
      "evaluation",
      "review",
      "contest",
      "lineage",
      "decision",
      "web"
    })
@NullMarked
package org.gwageo.platform.publication;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
