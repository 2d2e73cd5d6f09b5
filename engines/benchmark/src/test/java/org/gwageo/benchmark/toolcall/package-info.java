@NullMarked
package org.gwageo.benchmark.toolcall;

import org.jspecify.annotations.NullMarked;
