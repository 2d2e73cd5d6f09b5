/** Every byte counts. */
@NullMarked
package org.gwageo.bundle.verification;

import org.jspecify.annotations.NullMarked;
