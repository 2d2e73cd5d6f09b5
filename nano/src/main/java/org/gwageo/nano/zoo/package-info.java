/**
 * Models with a known history: every way in which one model is made from another without training.
 *
 * <p>A {@link org.gwageo.nano.zoo.Specimen} is a model in memory. A transformation takes one or two
 * of them and a seed and returns a third, whose relation to the first is known because it was made
 * here. Tests of lineage need such pairs: for each the right answer is certain.
 *
 * <ul>
 *   <li>{@link org.gwageo.nano.zoo.Disguise}: the outputs stay what they were, the weights do not;
 *   <li>{@link org.gwageo.nano.zoo.Structure}: fewer or more layers, neurons, heads, channels;
 *   <li>{@link org.gwageo.nano.zoo.Upcycling}: a plain network becomes experts;
 *   <li>{@link org.gwageo.nano.zoo.Graft}: one component of another model;
 *   <li>{@link org.gwageo.nano.zoo.Merge}: weighted mixtures of models;
 *   <li>{@link org.gwageo.nano.zoo.Precision}: rounding and noise;
 *   <li>{@link org.gwageo.nano.zoo.TokenIds}: other token ids, other tokenizers.
 * </ul>
 *
 * <pre>{@code
 * Specimen base = Specimen.read(Path.of("nano/models/north-star-base"));
 * Specimen disguised = Disguise.ALL.apply(base, 7);
 * disguised.write(Path.of("out/disguised"));
 * }</pre>
 *
 * <p>All draws come from the seed that is handed in, and sums do not depend on the machine, so the
 * same specimen and seed give the same bytes everywhere.
 */
@NullMarked
package org.gwageo.nano.zoo;

import org.jspecify.annotations.NullMarked;
