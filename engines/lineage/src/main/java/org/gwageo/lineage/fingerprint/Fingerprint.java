package org.gwageo.lineage.fingerprint;

import java.util.List;
import java.util.Optional;
import org.gwageo.canonical.Digest;
import org.gwageo.lineage.calibration.ShapeClass;
import org.gwageo.lineage.independence.NeuronBlock;
import org.gwageo.lineage.independence.ResidualVectors;

/**
 * The features of a model that one reading of its weights gives.
 *
 * @param inputs the files that were read
 * @param tokenizer SHA-256 of the tokenizer's file, if there is one
 * @param towers what each residual stream has of the features of T1 and T2
 * @param tensors the tensors in the order of the files
 */
public record Fingerprint(
    List<Input> inputs,
    Optional<Digest> tokenizer,
    List<TowerPrint> towers,
    List<TensorPrint> tensors) {

  /** The version of the file format and of the features. */
  public static final String FORMAT = "gwageo-lineage-fingerprint/2";

  /** Copies the lists. */
  public Fingerprint {
    inputs = List.copyOf(inputs);
    towers = List.copyOf(towers);
    tensors = List.copyOf(tensors);
  }

  /**
   * One file.
   *
   * @param path its name inside the model's folder
   * @param size its length in bytes
   * @param digest SHA-256 of its bytes, if it was computed or stated by a verified manifest
   */
  public record Input(String path, long size, Optional<Digest> digest) {}

  /**
   * One tower.
   *
   * @param name {@code text}, {@code vision}, {@code audio} or {@code other}
   * @param shape the class of shapes for calibration
   * @param width the number of residual channels, 0 if unknown
   * @param layers the number of layers
   * @param neurons the neurons of every MLP and expert; their scalars are ranks from 0, ties
   *     sharing one rank, because T1 looks at the order alone
   * @param vectors the vectors over the residual channels
   */
  public record TowerPrint(
      String name,
      ShapeClass shape,
      int width,
      int layers,
      List<NeuronBlock> neurons,
      ResidualVectors vectors) {

    /** Copies the list. */
    public TowerPrint {
      neurons = List.copyOf(neurons);
    }
  }

  /** Returns how many numbers the weights are. */
  public long parameters() {
    return tensors.stream().mapToLong(tensor -> tensor.sums().count()).sum();
  }

  /** Returns the tower called {@code name}. */
  public Optional<TowerPrint> tower(String name) {
    return towers.stream().filter(tower -> tower.name().equals(name)).findFirst();
  }
}
