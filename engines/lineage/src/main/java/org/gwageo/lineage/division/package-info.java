/**
 * A comparison in pieces that can be computed apart, on several processors or machines.
 *
 * <p>A family of tests decides what has to be computed from names and shapes alone and hands the
 * work to a {@link org.gwageo.lineage.division.Crew} as a list of {@link
 * org.gwageo.lineage.division.Piece pieces}. Each piece reads a few tensors and returns a small
 * value; the family adds the values in the order of the pieces. What a report says therefore does
 * not depend on who computed which piece, in which order, or how often.
 *
 * <pre>{@code
 * record LargestWeight(Place place) implements Piece<Float> {
 *   public Float on(Site site) {
 *     float largest = 0;
 *     for (float weight : site.subject().parts().get(place).toFloats()) {
 *       largest = Math.max(largest, Math.abs(weight));
 *     }
 *     return largest;
 *   }
 * }
 *
 * var towers = new TowerPair(subject, reference, Crew.ofThisMachine(8));
 * List<Float> largest =
 *     towers.compute(subject.parts().keySet().stream().map(LargestWeight::new).toList());
 * }</pre>
 */
@NullMarked
package org.gwageo.lineage.division;

import org.jspecify.annotations.NullMarked;
