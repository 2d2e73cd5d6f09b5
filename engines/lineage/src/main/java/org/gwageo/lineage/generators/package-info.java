/**
 * Which known generator and seed were a model's first weights drawn with?
 *
 * <p>A matrix that is trained for not too long still correlates with the numbers it began with. For
 * a fixed matrix w and numbers x that were drawn without regard to it, Σ wᵢ xᵢ / |w| has a law that
 * is known exactly, so a generator, a seed and a place in its stream can be found by trying, with a
 * p-value that counts every try.
 *
 * <pre>{@code
 * var search = new GeneratorSearch(GeneratorSearch.Settings.standard());
 * List<GeneratorSearch.Found> found = search.in(probes);
 * }</pre>
 *
 * <p>What is found is positive evidence: weights that still stand where a generator put them come
 * from nobody who did not begin there too. What is not found says nothing.
 */
@NullMarked
package org.gwageo.lineage.generators;

import org.jspecify.annotations.NullMarked;
