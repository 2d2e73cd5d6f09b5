package org.gwageo.platform.programme;

import java.time.Instant;

/**
 * One step that a stage has made.
 *
 * @param action what was done
 * @param from the state before
 * @param to the state after
 * @param actor the account that did it
 * @param reason why, in the actor's words
 * @param at when
 */
public record Transition(
    StageAction action, StageState from, StageState to, String actor, String reason, Instant at) {}
