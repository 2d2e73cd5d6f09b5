/** Trains the tiny models from scratch. */
@NullMarked
package org.gwageo.nano.training;

import org.jspecify.annotations.NullMarked;
