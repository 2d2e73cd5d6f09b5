@NullMarked
package org.gwageo.benchmark.instruction;

import org.jspecify.annotations.NullMarked;
