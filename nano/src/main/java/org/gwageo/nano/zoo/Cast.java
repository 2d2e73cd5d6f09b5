package org.gwageo.nano.zoo;

import java.io.IOException;
import java.nio.file.Path;
import org.gwageo.lineage.checkpoint.CheckpointException;

/**
 * The trained models that derivations are made from.
 *
 * @param base the reference; a plain model
 * @param other an independent model of the same shape and tokenizer
 * @param sibling a model that was trained further from {@code base}
 * @param foreign an independent model of the same width with another tokenizer
 */
public record Cast(Specimen base, Specimen other, Specimen sibling, Specimen foreign) {

  /**
   * Reads the cast of a zoo: its folders {@code base-a1}, {@code base-a2}, {@code cpt-10} and
   * {@code base-b1}.
   *
   * @param zoo the folder that holds them, such as {@code nano/zoo}
   */
  public static Cast read(Path zoo) throws IOException, CheckpointException {
    return new Cast(
        Specimen.read(zoo.resolve("base-a1")),
        Specimen.read(zoo.resolve("base-a2")),
        Specimen.read(zoo.resolve("cpt-10")),
        Specimen.read(zoo.resolve("base-b1")));
  }

  /** Checks that the first three have the same tensors. */
  public Cast {
    for (Specimen model : new Specimen[] {other, sibling}) {
      base.tensors()
          .forEach(
              (name, tensor) -> {
                if (!model.tensor(name).shape().equals(tensor.shape())) {
                  throw new IllegalArgumentException(
                      "tensor %s has shape %s in the base and %s in another of the cast"
                          .formatted(name, tensor.shape(), model.tensor(name).shape()));
                }
              });
    }
  }
}
