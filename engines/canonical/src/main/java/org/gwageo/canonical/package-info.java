/** The exact bytes that are hashed: canonical JSON and digests. */
@NullMarked
package org.gwageo.canonical;

import org.jspecify.annotations.NullMarked;
