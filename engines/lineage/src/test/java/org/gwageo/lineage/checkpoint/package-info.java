/** Good files, a folder of bad ones, and a seeded loop that breaks headers at random. */
@NullMarked
package org.gwageo.lineage.checkpoint;

import org.jspecify.annotations.NullMarked;
