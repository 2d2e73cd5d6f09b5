@NullMarked
package org.gwageo.benchmark.judge;

import org.jspecify.annotations.NullMarked;
