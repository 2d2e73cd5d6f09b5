@NullMarked
package org.gwageo.benchmark.endpoint;

import org.jspecify.annotations.NullMarked;
