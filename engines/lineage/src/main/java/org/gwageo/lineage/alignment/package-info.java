/**
 * Tests of independence that first bring the residual streams of two models into one basis.
 *
 * <p>A copied model may be disguised without changing a single output: its residual channels may be
 * put into another order and change sign, or be turned by any rotation while the gains of its norms
 * are folded into the matrices behind them; its neurons may be shuffled; its embedding may be
 * replaced. The classes here take such a disguise off, step by step, and say after each step how
 * far two unrelated models would have got:
 *
 * <ul>
 *   <li>{@link org.gwageo.lineage.alignment.PolarTraceTest} (T3) finds the orthogonal map between
 *       the embeddings of tokens that both models know, and asks whether it is a signed
 *       permutation; its p-value is a closed bound.
 *   <li>{@link org.gwageo.lineage.alignment.AlignedChannelGramTest} (T4 aligned) puts the channels
 *       into that order and compares, matrix by matrix, how channels relate to each other; it also
 *       finds which layers go together.
 *   <li>{@link org.gwageo.lineage.alignment.CrossFittedRotationTest} (T6) fits a rotation to the
 *       neurons of some layers, without any embedding, and tests the other layers with it.
 *   <li>{@link org.gwageo.lineage.alignment.MergeRegression} (T4b) fits a model as a mixture of
 *       several others.
 * </ul>
 *
 * {@snippet :
 * var tokens = PolarTraceTest.of(subject, subjectIds, reference, referenceIds, seed);
 * report.addAll(tokens.outcomes());
 * var alignment = tokens.alignment().orElse(ChannelAlignment.identity(subject.width()));
 *
 * var channels = AlignedChannelGramTest.of(subject, reference, alignment, List.of(), seed);
 * report.addAll(channels.outcomes());
 *
 * // The same pairs of layers, now with a rotation; partners of neurons are searched for.
 * var rotated =
 *     CrossFittedRotationTest.of(
 *         subject,
 *         reference,
 *         channels.layerMap(),
 *         NeuronPartners.unknown(),
 *         tokens.rotation(),
 *         seed);
 * report.addAll(rotated.outcomes());
 * }
 *
 * <p>The nulls are bounds or exact only under assumptions that each class states; the p-values of
 * these families enter a grade after calibration on pairs of models that are known to be
 * independent.
 */
@NullMarked
package org.gwageo.lineage.alignment;

import org.jspecify.annotations.NullMarked;
