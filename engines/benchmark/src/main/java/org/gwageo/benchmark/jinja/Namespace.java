package org.gwageo.benchmark.jinja;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code namespace()} returns: attributes that can be set from inside a loop. */
record Namespace(Map<String, @Nullable Object> values) {}
