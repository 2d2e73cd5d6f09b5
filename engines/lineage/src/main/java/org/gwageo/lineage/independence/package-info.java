/**
 * Tests of the hypothesis that two models started from independent random initialisations.
 *
 * <p>Each family looks at something that training keeps and chance does not reproduce, and each has
 * a null distribution that follows from exchangeability alone: before training, the neurons of an
 * MLP may be put into any order, and so may the residual channels of a whole model, without
 * changing the law of the weights. Agreement of order between two models therefore has the law of a
 * uniform permutation if they are independent, whatever data, recipe or architecture they share.
 *
 * <table>
 * <caption>Families</caption>
 * <tr><th>family</th><th>looks at</th><th>survives</th></tr>
 * <tr><td>T0</td><td>equal bit patterns at equal places</td><td>light fine-tuning</td></tr>
 * <tr><td>T1</td><td>order of scalars of MLP neurons</td>
 *     <td>residual rotation and permutation, gain folding</td></tr>
 * <tr><td>φ_U</td><td>rows of MLP neurons, neuron by neuron</td><td>long training</td></tr>
 * <tr><td>T4</td><td>relations between residual channels in each matrix</td>
 *     <td>neuron permutation, head rotation, slices</td></tr>
 * <tr><td>T2</td><td>order of norm gains</td><td>neuron permutation</td></tr>
 * <tr><td>T5</td><td>agreement of matchings of neurons</td>
 *     <td>every permutation and rotation, other widths; its null is not exact</td></tr>
 * </table>
 *
 * <p>Sources: Zhu et al., "Independence tests for language models", ICML 2025 (constrained tests);
 * Hoeffding, "A combinatorial central limit theorem", Ann. Math. Statist. 22, 1951.
 */
@NullMarked
package org.gwageo.lineage.independence;

import org.jspecify.annotations.NullMarked;
