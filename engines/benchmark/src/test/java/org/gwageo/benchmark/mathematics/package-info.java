@NullMarked
package org.gwageo.benchmark.mathematics;

import org.jspecify.annotations.NullMarked;
