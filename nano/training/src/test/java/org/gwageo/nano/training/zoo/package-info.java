/** Tests of the lineage zoo. */
@NullMarked
package org.gwageo.nano.training.zoo;

import org.jspecify.annotations.NullMarked;
