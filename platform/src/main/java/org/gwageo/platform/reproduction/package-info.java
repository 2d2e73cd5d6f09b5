/**
 * Benchmarks that teams run themselves: their bundles are taken in and checked for form, some are
 * drawn by lot and repeated here, and the comparison says whether the declared score stands.
 *
 * <p>The seed of the draw is committed to when the rules are frozen. When submissions are closed it
 * meets the digests of all bundles that count, which decides what is repeated; our runs are jobs of
 * the stage like all others. What a comparison means for the score is said by the rulebook.
 */
@ApplicationModule(
    allowedDependencies = {
      "programme",
      "programme :: definition",
      "programme :: web",
      "team",
      "identity",
      "submission",
      "files",
      "evaluation",
      "web"
    })
@NullMarked
package org.gwageo.platform.reproduction;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
