/**
 * From evidence to scores: what was measured, marked, rated and found becomes the input of the
 * verdict engine, by one piece of code for those who decide and those who check.
 */
@NullMarked
package org.gwageo.bundle.evidence;

import org.jspecify.annotations.NullMarked;
