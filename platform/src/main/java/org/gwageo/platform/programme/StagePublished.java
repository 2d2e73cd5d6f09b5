package org.gwageo.platform.programme;

/**
 * A stage's bundle is out.
 *
 * @param stage which one
 */
public record StagePublished(StageId stage) {}
