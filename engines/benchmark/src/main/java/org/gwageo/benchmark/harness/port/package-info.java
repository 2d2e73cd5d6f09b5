/**
 * Java ports of the Python functions that tasks of lm-evaluation-harness name with {@code
 * !function}.
 *
 * <p>A {@link org.gwageo.benchmark.harness.port.FunctionReference} says which function a task means
 * and, where its module stands beside the YAML file, the digest of its source together with what it
 * uses of that module. {@link org.gwageo.benchmark.harness.port.Ports#find} gives the {@link
 * org.gwageo.benchmark.harness.port.Port} for a source that was ported, under whatever name;
 * without the source it goes by family and name. A function whose source is another one than the
 * ported one has no port: it is never treated as if it were the same.
 */
@NullMarked
package org.gwageo.benchmark.harness.port;

import org.jspecify.annotations.NullMarked;
