@NullMarked
package org.gwageo.benchmark.endpoint.http;

import org.jspecify.annotations.NullMarked;
