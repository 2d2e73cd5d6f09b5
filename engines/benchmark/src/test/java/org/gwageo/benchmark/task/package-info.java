@NullMarked
package org.gwageo.benchmark.task;

import org.jspecify.annotations.NullMarked;
