@NullMarked
package org.gwageo.benchmark.sealed;

import org.jspecify.annotations.NullMarked;
