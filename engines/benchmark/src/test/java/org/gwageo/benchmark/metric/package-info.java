@NullMarked
package org.gwageo.benchmark.metric;

import org.jspecify.annotations.NullMarked;
