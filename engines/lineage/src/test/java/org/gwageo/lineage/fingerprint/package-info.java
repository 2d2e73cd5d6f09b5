/** Evidence that one reading gives what many would, and that fingerprints keep it. */
@NullMarked
package org.gwageo.lineage.fingerprint;

import org.jspecify.annotations.NullMarked;
