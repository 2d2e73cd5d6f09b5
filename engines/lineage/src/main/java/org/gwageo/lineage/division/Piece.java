package org.gwageo.lineage.division;

import java.util.List;
import org.gwageo.lineage.anatomy.Part.Extent;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;

/**
 * A part of a comparison that needs nothing but towers and what it carries itself. Computing it
 * again gives the same bits, on any number of threads and on any machine.
 *
 * <p>A piece and its result may travel between machines: both are records, or final classes with a
 * constructor that takes their fields in order, made of numbers, strings, enums, arrays, lists,
 * maps, optionals and such classes again.
 *
 * @param <T> what it gives
 */
public interface Piece<T> {

  /**
   * Computes the piece.
   *
   * @throws CheckpointException if tensors do not fit together or hold infinities
   */
  T on(Site site) throws CheckpointException;

  /**
   * Returns which bytes the piece is going to read, so that a machine that has to fetch them does
   * so at once. What is left out is fetched when it is read, and what is too much is read in vain.
   *
   * @param towers the towers in the order in which the piece finds them
   */
  default List<Extent> reads(List<Tower> towers) {
    return List.of();
  }

  /** Returns whether the piece makes use of several threads, and of the memory of several. */
  default boolean wide() {
    return false;
  }
}
