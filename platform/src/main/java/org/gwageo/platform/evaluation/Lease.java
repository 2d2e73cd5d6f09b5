package org.gwageo.platform.evaluation;

import java.util.UUID;

/**
 * A worker's hold on a job. What a worker writes takes effect only while its lease is the latest,
 * so that one that was thought dead and wakes up changes nothing.
 *
 * @param job the job
 * @param worker the worker
 * @param attempt the number of the attempt, which no two leases of a job share
 */
record Lease(UUID job, String worker, int attempt) {}
