/**
 * T7: does one tokenizer's list of tokens stand in the order of another's?
 *
 * <pre>{@code
 * var subject = Tokenizer.read(Path.of("models/entrant"));
 * var reference = Tokenizer.read(Path.of("models/foreign-base/tokenizer.json"));
 * TokenizerReport report = TokenizerComparison.compare(subject, reference);
 * System.out.println(report.grade() + ": " + report.english());
 * }</pre>
 *
 * <p>A tokenizer learns its tokens one after the other, the most frequent first. Two tokenizers
 * that were learned apart agree on which tokens are frequent, so most of the common tokens are the
 * same and their orders correlate; none of that is evidence. What chance does not reproduce is the
 * order of <em>neighbours</em>: tokens that follow each other in one list are about equally
 * frequent, and which of them comes first in another list is a coin toss. The statistic counts
 * ascents: walking along the common tokens in the subject's order, how often does the reference's
 * rank rise? Of n tokens in a random order the number of ascents has the Eulerian law, mean (n-1)/2
 * and variance (n+1)/12.
 *
 * <p>Three things order neighbours alike in tokenizers that have nothing to do with each other, and
 * are taken out. A token that contains its neighbour must come after it: such pairs do not count. A
 * tool may break ties by the alphabet or by length: the ascents are counted again where the
 * alphabet (and the length) rises and where it falls, and the weakest of all counts is the result,
 * because a shared habit that adds ascents in the one takes them away in the other. And the two
 * lists change roles.
 *
 * <p>A positive says that the lists have a common source. That is so for a copied or extended
 * tokenizer, and also for two that were trained with one program on one corpus, since training a
 * tokenizer draws no random numbers. Whether a shared tokenizer is allowed is for the rules of a
 * programme to say; its result stands beside the grade of the weights and never enters it.
 */
@NullMarked
package org.gwageo.lineage.tokenizer;

import org.jspecify.annotations.NullMarked;
