/**
 * What teams propose as the common benchmarks of a stage: each team's list in all its versions,
 * what the office ruled on names that it did not know, and the benchmarks that follow.
 *
 * <p>{@link org.gwageo.bundle.proposal.ItemProposals} says what counts, {@link
 * org.gwageo.bundle.evidence.ProposalFiles} writes it into the files of a bundle and reads it from
 * them. Which benchmarks are selected is said by {@link
 * org.gwageo.verdict.scores.ProposedBenchmarks} alone.
 *
 * <pre>{@code
 * var list = Proposal.first(place, "ang-bu", at, List.of("aime", "mmlu-pro"), List.of());
 * var changed = list.next(later, List.of("aime"), List.of(new NewBenchmark("KoSimpleQA", ...)));
 * }</pre>
 */
@NullMarked
package org.gwageo.bundle.proposal;

import org.jspecify.annotations.NullMarked;
