@NullMarked
package org.gwageo.benchmark.contamination;

import org.jspecify.annotations.NullMarked;
