/**
 * Benchmark jobs: which task is run against which endpoint, by which worker, how far it is, and
 * what came out.
 *
 * <p>A job is leased to a worker by db-scheduler, which takes the lease away when the worker's
 * heartbeat stops. Every reply is journalled before it is scored, so a job that another worker
 * takes over asks only what has no answer yet. When a run is over, its result and the score of
 * every question are stored, so that pages of questions need no scoring.
 *
 * <p>A {@link org.gwageo.platform.evaluation.Suite} is a named list of tasks with weights. A {@link
 * org.gwageo.platform.evaluation.Season} measures entrants with a suite within a window of time;
 * the jobs of a stage form the season that bears the stage's id.
 */
@ApplicationModule(
    allowedDependencies = {
      "programme",
      "programme :: definition",
      "programme :: web",
      "team",
      "submission",
      "files",
      "queue",
      "web"
    })
@NullMarked
package org.gwageo.platform.evaluation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
