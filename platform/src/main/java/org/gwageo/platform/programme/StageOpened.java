package org.gwageo.platform.programme;

/**
 * Teams may submit to a stage.
 *
 * @param stage which one
 */
public record StageOpened(StageId stage) {}
