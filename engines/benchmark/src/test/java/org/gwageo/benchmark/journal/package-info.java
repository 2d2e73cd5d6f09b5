@NullMarked
package org.gwageo.benchmark.journal;

import org.jspecify.annotations.NullMarked;
