/**
 * What one reading of a model's weights leaves behind: small enough to keep and to hand on, and
 * enough to be compared with other models without their weights.
 *
 * <p>A {@linkplain org.gwageo.lineage.fingerprint.Fingerprint fingerprint} holds, per tensor, a
 * hash of every 64 KiB of its bytes and a few sums; per MLP the order of the neurons by each of the
 * scalars of test T1; per tower the vectors over the residual channels of test T2; and the digests
 * of the files. From 4,096 channels on that is less than a thousandth of the weights.
 *
 * <pre>{@code
 * Fingerprint mine = OnePass.read(Path.of("models/entrant"), OnePass.Settings.standard());
 * FingerprintFile.write(mine, Path.of("entrant.gwf"));
 * Fingerprint theirs = FingerprintFile.read(Path.of("library/reference.gwf"));
 * BlockReuse reuse = BlockReuse.of(mine, theirs);      // shares of blocks found anywhere
 * }</pre>
 *
 * <p>The order of the neurons is kept as ranks, which is all that T1 looks at: its z from a
 * fingerprint is the z from the weights to the last bit.
 *
 * <p>{@linkplain org.gwageo.lineage.fingerprint.OnePass One pass} takes every byte from the disk
 * once and a third of those of an MLP, its down projection, from the memory a second time. An MLP
 * is read in pieces of some megabytes: their hashes and sums first, and then the products of its
 * three matrices, one of which lies across the other two. Every piece writes to places of its own
 * and every sum has a fixed order, so the result does not depend on the number of threads. The
 * files are mapped; the heap holds the result and two megabytes per thread.
 */
@NullMarked
package org.gwageo.lineage.fingerprint;

import org.jspecify.annotations.NullMarked;
