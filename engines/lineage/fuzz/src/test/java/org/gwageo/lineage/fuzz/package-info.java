/**
 * Looks for files that make the checkpoint readers fail in any other way than with a {@link
 * org.gwageo.lineage.checkpoint.CheckpointException}.
 *
 * <p>Among the ordinary tests every target reads the committed files of its {@code …Inputs} folder.
 * {@code engines/lineage/fuzz/run 60} lets Jazzer change these files for 60 seconds per target,
 * guided by what parts of the readers they reach; what it finds lands in the same folder and is a
 * regression test from then on.
 */
@NullMarked
package org.gwageo.lineage.fuzz;

import org.jspecify.annotations.NullMarked;
