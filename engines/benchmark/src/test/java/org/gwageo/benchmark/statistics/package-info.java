@NullMarked
package org.gwageo.benchmark.statistics;

import org.jspecify.annotations.NullMarked;
