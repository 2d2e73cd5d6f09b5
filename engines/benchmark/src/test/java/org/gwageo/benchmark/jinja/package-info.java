@NullMarked
package org.gwageo.benchmark.jinja;

import org.jspecify.annotations.NullMarked;
