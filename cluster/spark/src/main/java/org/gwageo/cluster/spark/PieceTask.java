package org.gwageo.cluster.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.gwageo.lineage.division.Piece;
import org.jspecify.annotations.Nullable;

/** Pieces of one comparison that one task computes. */
final class PieceTask implements Serializable {

  private static final long serialVersionUID = 1;

  private final int first;
  private final byte[] small;
  private final @Nullable Broadcast<byte[]> large;
  private final ArrayList<Broadcast<float[]>> arrays;
  private final ArrayList<Model> models;
  private final ArrayList<TowerName> towers;

  /** A model of a job. */
  record Model(String key, Broadcast<ModelFiles> files) implements Serializable {}

  /** A tower of one of the models. */
  record TowerName(String model, String tower) implements Serializable {}

  /** Pieces on their way. */
  record Pieces(List<Piece<?>> all) {}

  /** What a piece gave, on its way. */
  record Result(Object value) {}

  /** What a task gave: the results of its pieces up to one that the engine refused. */
  static final class Done implements Serializable {

    private static final long serialVersionUID = 1;

    private final int at;
    private final ArrayList<byte[]> results;
    private final @Nullable String refusal;

    /**
     * Says what came of some pieces.
     *
     * @param at the number of the first piece, or of the piece that was refused
     * @param refusal the engine's sentence, or null
     */
    Done(int at, List<byte[]> results, @Nullable String refusal) {
      this.at = at;
      this.results = new ArrayList<>(results);
      this.refusal = refusal;
    }

    int at() {
      return at;
    }

    List<byte[]> results() {
      return results;
    }

    @Nullable String refusal() {
      return refusal;
    }
  }

  /**
   * Says what a task computes.
   *
   * @param first the number of the first piece
   * @param small the pieces, unless they are broadcast
   * @param large the pieces, if they are too much for a message
   * @param arrays what the pieces carry that other tasks carry as well, by number
   * @param models the models that have the towers
   * @param towers the towers in the order in which the pieces find them
   */
  PieceTask(
      int first,
      byte[] small,
      @Nullable Broadcast<byte[]> large,
      List<Broadcast<float[]>> arrays,
      List<Model> models,
      List<TowerName> towers) {
    this.first = first;
    this.small = small;
    this.large = large;
    this.arrays = new ArrayList<>(arrays);
    this.models = new ArrayList<>(models);
    this.towers = new ArrayList<>(towers);
  }

  int first() {
    return first;
  }

  List<Model> models() {
    return models;
  }

  List<TowerName> towers() {
    return towers;
  }

  List<Piece<?>> pieces() {
    byte[] written = large == null ? small : large.value();
    return Records.read(written, Pieces.class, number -> arrays.get(number).value()).all();
  }
}
