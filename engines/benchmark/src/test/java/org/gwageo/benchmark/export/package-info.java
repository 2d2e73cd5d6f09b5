@NullMarked
package org.gwageo.benchmark.export;

import org.jspecify.annotations.NullMarked;
