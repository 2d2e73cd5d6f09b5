/**
 * The lineage zoo: models whose ancestry is known because they were trained and transformed here.
 *
 * <p>{@link org.gwageo.nano.training.zoo.Generate} trains six small decoders and two mixtures of
 * experts from random weights, two picture encoders, and what only training can make of them:
 * continued training, students of other models, thieves who train against detection. It adds every
 * {@link org.gwageo.nano.zoo.Derivation} and writes {@code manifest.json}, which says of each pair
 * what is true. {@link org.gwageo.nano.training.zoo.Results} lets the lineage engine judge all
 * pairs and writes how often it was right.
 *
 * <pre>{@code
 * Generate.main(new String[] {"out/zoo", "--family", "graft"});
 * Results.main(new String[] {"out/zoo", "out/results.md"});
 * }</pre>
 *
 * <p>Text and pictures are generated from seeds; nothing is downloaded. On one thread of the same
 * machine the same recipe gives the same bytes.
 */
@NullMarked
package org.gwageo.nano.training.zoo;

import org.jspecify.annotations.NullMarked;
