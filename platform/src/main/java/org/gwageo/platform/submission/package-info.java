/** What teams hand in for a stage: the model's files by digest, its endpoint, its declarations. */
@ApplicationModule(
    allowedDependencies = {
      "programme",
      "programme :: definition",
      "programme :: web",
      "team",
      "identity",
      "web"
    })
@NullMarked
package org.gwageo.platform.submission;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
