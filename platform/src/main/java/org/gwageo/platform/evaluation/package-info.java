/**
 * Benchmark jobs: which task is run against which endpoint, by which worker, how far it is, and
 * what came out.
 *
 * <p>A job is leased to a worker by db-scheduler, which takes the lease away when the worker's
 * heartbeat stops. Every reply is journalled before it is scored, so a job that another worker
 * takes over asks only what has no answer yet.
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
package org.gwageo.platform.evaluation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
