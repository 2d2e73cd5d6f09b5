/**
 * T5: neurons of two models are matched through what both models know.
 *
 * <p>A disguised copy may have its neurons in another order, its residual stream rotated, its gains
 * folded, its rows scaled, half its neurons pruned or spread over experts. What it cannot change is
 * how its neurons respond to a token, as long as the model is to compute the same. So each neuron
 * is described by its responses to tokens that both models know, once per matrix it consists of:
 *
 * <pre>
 *   read   A_v = normalise(E[tokens]) · diag(gain) · W_vᵀ      gate and up, or up alone
 *   write  A_d = H[tokens] · W_down                            H the output rows, or E
 * </pre>
 *
 * <p>Every view alone always finds some partner for every neuron. The test asks whether two views
 * name the <em>same</em> partner. For unrelated blocks they do so for about m/h of m neurons, and
 * Spearman's correlation of the two matchings is 0 with deviation 1/√(m-1). For a copy they do so
 * for nearly all.
 *
 * <p>That null assumes that matching by one matrix says nothing about matching by another. Models
 * of similar text break it: a neuron about months reads months with two matrices, and so does the
 * other model's. {@link org.gwageo.lineage.matching.DepthControl} therefore measures the same
 * statistic on blocks of the same two models at other depths, where meaning is shared and neurons
 * are not, and a finding has to stand out from those as well.
 *
 * <pre>{@code
 * var matching = NeuronMatching.of(
 *     subject.tower("text").orElseThrow(), subjectTokens,
 *     reference.tower("text").orElseThrow(), referenceTokens,
 *     List.of(), MatchingEffort.THOROUGH, 20261122L);
 * matching.outcomes();    // one per component: statistic, calibrated z, log10 p, the controls
 * matching.layerMap();    // subject layer -> reference layer
 * matching.matched().getFirst().partners();      // {subject's neuron, reference's neuron}
 * matching.coverage("experts");                  // how much of each dense MLP lives on in experts
 * matching.sensitivity("mlp", new Strength(0));  // what share of neurons would have been found
 * }</pre>
 *
 * <p>Reading order: {@link org.gwageo.lineage.matching.Probes} and {@link
 * org.gwageo.lineage.matching.Responses} (what is compared), {@link
 * org.gwageo.lineage.matching.NeuronProfile} (which neurons), {@link
 * org.gwageo.lineage.matching.BlockMatcher} and {@link org.gwageo.lineage.matching.PairMatch} (one
 * pair of blocks), {@link org.gwageo.lineage.matching.MatchingPlan} (which pairs), {@link
 * org.gwageo.lineage.matching.ComponentMatch} (what they say together).
 */
@NullMarked
package org.gwageo.lineage.matching;

import org.jspecify.annotations.NullMarked;
