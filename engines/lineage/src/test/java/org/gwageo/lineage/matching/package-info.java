/** Neuron matching on small models with a known ancestry, and on independent ones. */
@NullMarked
package org.gwageo.lineage.matching;

import org.jspecify.annotations.NullMarked;
