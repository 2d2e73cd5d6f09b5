@NullMarked
package org.gwageo.benchmark.sandbox;

import org.jspecify.annotations.NullMarked;
