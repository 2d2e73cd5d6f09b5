package org.gwageo.platform.programme;

/**
 * A stage's verdict is confirmed.
 *
 * @param stage which one
 */
public record StageDecided(StageId stage) {}
