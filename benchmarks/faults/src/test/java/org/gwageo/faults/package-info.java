/**
 * The benchmark engine against an endpoint whose world is known: every fault, streamed or not, has
 * its class, its count and a score that was known before the run; no item is lost and none is
 * scored twice.
 */
@NullMarked
package org.gwageo.faults;

import org.jspecify.annotations.NullMarked;
