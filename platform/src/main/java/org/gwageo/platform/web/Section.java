package org.gwageo.platform.web;

/**
 * A part of a page that the in-page navigation leads to.
 *
 * @param id the part's {@code id}
 * @param title the part's heading
 */
public record Section(String id, String title) {}
