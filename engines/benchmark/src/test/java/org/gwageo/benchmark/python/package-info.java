@NullMarked
package org.gwageo.benchmark.python;

import org.jspecify.annotations.NullMarked;
