/**
 * Lineage screening on Apache Spark: fingerprints of checkpoints that are too large for one
 * machine, or lie on a Hadoop file system, and screens of one model against a library of
 * fingerprints.
 *
 * <p>The driver reads the headers of a checkpoint by ranges and cuts the reading into {@linkplain
 * org.gwageo.lineage.fingerprint.DividedPass pieces}, which depend on names and shapes alone. A
 * task brings the bytes of its pieces into a {@linkplain org.gwageo.cluster.spark.ScratchFiles
 * scratch file}, lets the engine read them there and returns the sums of every block and neuron;
 * the driver puts these where they belong. So the fingerprint has the bytes that one machine would
 * have written, whatever the number of workers and however often a task ran again.
 *
 * <p>{@link org.gwageo.cluster.spark.SparkScreen} is the program; {@code cluster/spark/run} starts
 * it.
 */
@NullMarked
package org.gwageo.cluster.spark;

import org.jspecify.annotations.NullMarked;
