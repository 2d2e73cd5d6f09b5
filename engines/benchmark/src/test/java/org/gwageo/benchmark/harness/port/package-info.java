@NullMarked
package org.gwageo.benchmark.harness.port;

import org.jspecify.annotations.NullMarked;
