@NullMarked
package org.gwageo.benchmark.run;

import org.jspecify.annotations.NullMarked;
