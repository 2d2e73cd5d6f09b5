/**
 * Benchmark jobs, runs, seasons and endpoints as the office sees them, and the viewer of questions
 * that the office, teams and the public share.
 *
 * <p>{@link org.gwageo.platform.evaluation.web.RunGallery} says which runs a reader may look into
 * and where their pages are; the {@code …View} records are what templates under {@code evaluation}
 * show.
 */
@NamedInterface("web")
@NullMarked
package org.gwageo.platform.evaluation.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
