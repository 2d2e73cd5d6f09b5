/**
 * Similarities that fooled people, each beside a number that shows why it is no evidence.
 *
 * <p>The gains of two norms have a cosine near 1 because gains are positive with a small spread:
 * two vectors of random numbers around 1 have it as well. Tokenizers share most of their tokens
 * because words are frequent in every corpus. Spreads and spectra follow the depth of a layer in
 * every model that is trained with common recipes. Embeddings of the same words stand in similar
 * relations because the words do. All of these are high for models that have nothing to do with
 * each other, so none is graded; they are computed because people ask for them.
 *
 * <pre>{@code
 * List<Misleading> shown =
 *     NotEvidence.of(subject.anatomy().tower("text").orElseThrow(),
 *         reference.anatomy().tower("text").orElseThrow(), 42)
 *         .withTokens(subject.tokenIds(), reference.tokenIds())
 *         .all();
 * shown.forEach(one -> System.out.println(one.name() + " " + one.value() + " " + one.english()));
 * }</pre>
 *
 * <p>{@link org.gwageo.lineage.notevidence.RandomPair} makes the numbers behind the picture of two
 * random vectors whose cosine is 0.99.
 */
@NullMarked
package org.gwageo.lineage.notevidence;

import org.jspecify.annotations.NullMarked;
