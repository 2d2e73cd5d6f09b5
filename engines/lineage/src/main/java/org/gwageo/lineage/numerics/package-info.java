/**
 * Dense linear algebra of the independence tests: products of float matrices at the speed of the
 * machine, polar factors, small eigenproblems, and sums that do not lose digits.
 *
 * <p>A report must have the same bytes on every machine, so the order of additions belongs to the
 * definition of each operation and not to its implementation. A product is summed along the inner
 * dimension in blocks of 256: inside a block one chain of fused multiply-adds per element of the
 * result, then block after block. Vector lanes hold different columns of the result, never parts of
 * one sum, and threads take different tiles of the result, never parts of one sum. So neither the
 * width of the vectors nor the number of threads can change a bit, and the same code without the
 * module {@code jdk.incubator.vector} gives the same bits more slowly.
 *
 * <p>Matrices are {@link org.gwageo.lineage.numerics.FloatMatrix}: a window of a row-major array.
 * Nothing is copied to look at some rows or columns of a larger matrix.
 *
 * {@snippet :
 * var product = MatrixProduct.onThreads(Runtime.getRuntime().availableProcessors());
 * FloatMatrix subject = FloatMatrix.of(subjectValues, tokens, subjectWidth);
 * FloatMatrix reference = FloatMatrix.of(referenceValues, tokens, referenceWidth);
 *
 * // How the channels of one model vary with those of the other: subjectWidth x referenceWidth.
 * FloatMatrix together = product.transposedTimes(subject, reference);
 *
 * // The rotation between the two residual streams, as far as there is one.
 * PolarFactor polar = PolarFactor.of(together, product);
 * double trace = 0;
 * for (int i = 0; i < Math.min(subjectWidth, referenceWidth); i++) {
 *   trace += polar.factor().at(i, i);
 * }
 * // Under independence ln P(trace >= t) <= -t * t / 2, whatever the two widths are.
 * }
 */
@NullMarked
package org.gwageo.lineage.numerics;

import org.jspecify.annotations.NullMarked;
