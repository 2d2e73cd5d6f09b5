/**
 * Verification cases: the submitted weights of every team are compared with a library of reference
 * models as soon as submissions close.
 */
@ApplicationModule(
    allowedDependencies = {
      "programme",
      "programme :: definition",
      "programme :: web",
      "team",
      "submission",
      "queue",
      "web"
    })
@NullMarked
package org.gwageo.platform.lineage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
