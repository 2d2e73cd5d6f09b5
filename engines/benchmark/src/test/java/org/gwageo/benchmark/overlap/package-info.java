@NullMarked
package org.gwageo.benchmark.overlap;

import org.jspecify.annotations.NullMarked;
