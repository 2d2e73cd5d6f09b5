@NullMarked
package org.gwageo.benchmark.answer;

import org.jspecify.annotations.NullMarked;
