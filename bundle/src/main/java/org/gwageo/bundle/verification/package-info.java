/**
 * Recomputes a bundle and says, check by check, whether what it claims follows from what it holds.
 */
@NullMarked
package org.gwageo.bundle.verification;

import org.jspecify.annotations.NullMarked;
