@NullMarked
package org.gwageo.benchmark.harness;

import org.jspecify.annotations.NullMarked;
