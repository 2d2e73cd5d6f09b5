@NullMarked
package org.gwageo.benchmark.reproduction;

import org.jspecify.annotations.NullMarked;
