/**
 * The panel's sheets: points with reasons, ticks against a requirement, and conflicts of interest.
 * Evaluators appear under their pseudonyms only.
 */
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
package org.gwageo.platform.review;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
