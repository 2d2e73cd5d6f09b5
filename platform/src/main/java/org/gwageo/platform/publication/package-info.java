/** What is published: the bundle of a decided stage, and the pages that anyone may read. */
@ApplicationModule(
    allowedDependencies = {
      "programme",
      "programme :: definition",
      "programme :: web",
      "identity",
      "team",
      "submission",
      "files",
      "evaluation",
      "proposal",
      "reproduction",
      "evaluation :: web",
      "review",
      "contest",
      "lineage",
      "lineage :: web",
      "decision",
      "web"
    })
@NullMarked
package org.gwageo.platform.publication;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
