package org.gwageo.platform.evaluation;

import org.gwageo.platform.programme.StageId;

/**
 * A run of a task has its result. Told within the transaction that makes it so.
 *
 * @param stage the stage or season of the run
 * @param team the entrant that was asked
 * @param task the task's name
 * @param run which of the task's runs it is, from 1
 */
public record RunDone(StageId stage, String team, String task, int run) {}
