@NullMarked
package org.gwageo.benchmark.latency;

import org.jspecify.annotations.NullMarked;
