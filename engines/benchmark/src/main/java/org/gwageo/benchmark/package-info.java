/** Runs benchmark tasks against a model endpoint. */
@NullMarked
package org.gwageo.benchmark;

import org.jspecify.annotations.NullMarked;
