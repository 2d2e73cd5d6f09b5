/** Benchmark runs and their scores, in a terminal. */
@NullMarked
package org.gwageo.cli.benchmark;

import org.jspecify.annotations.NullMarked;
