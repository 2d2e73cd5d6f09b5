@NullMarked
package org.gwageo.benchmark.score;

import org.jspecify.annotations.NullMarked;
