/**
 * Common benchmarks that teams propose: their lists, what the office says to names that the
 * catalogue does not have, and the benchmarks that follow by the rules.
 *
 * <p>The office announces until when lists are taken. Until then a team sees its own list alone,
 * and the office who has handed one in and which names it has to rule on. At the deadline all lists
 * are public. When every name has a ruling, the office fixes the selection, which {@link
 * org.gwageo.verdict.scores.ProposedBenchmarks} makes; exactly these benchmarks are run.
 */
@ApplicationModule(
    allowedDependencies = {
      "programme",
      "programme :: definition",
      "programme :: web",
      "identity",
      "team",
      "evaluation",
      "web"
    })
@NullMarked
package org.gwageo.platform.proposal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
