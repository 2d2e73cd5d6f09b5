package org.gwageo.platform.programme.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a team hands in for a stage and declares about it.
 *
 * @param team id of the team
 * @param stage id of the stage
 * @param model name of the model as an endpoint serves it
 * @param folder folder of the weights from the root of the repository
 * @param licence licence of the model as a whole, an SPDX identifier where one exists
 * @param commercialUse whether that licence lets anybody use the model commercially
 * @param components declaration for each component; no kind twice
 */
public record Submission(
    String team,
    String stage,
    String model,
    String folder,
    String licence,
    boolean commercialUse,
    List<Component> components) {

  public Submission {
    components = List.copyOf(components);
  }

  /**
   * The declaration about one component.
   *
   * @param kind which part of the model
   * @param origin who made it
   * @param licence its licence
   * @param version its version, or {@code null}
   * @param training what the team's training did to it
   * @param lineage what it descends from
   * @param note one sentence more, or {@code null}
   */
  public record Component(
      Kind kind,
      Bilingual origin,
      String licence,
      @Nullable String version,
      Training training,
      Lineage lineage,
      @Nullable Bilingual note) {

    /** The parts of a model that are declared one by one. */
    public enum Kind {
      LANGUAGE_MODEL_WEIGHTS,
      ENCODER_WEIGHTS,
      DECODER_WEIGHTS,
      TOKENIZER,
      ARCHITECTURE,
      TRAINING_CODE,
      INFERENCE_CODE,
      DATA
    }

    /** What training did to a component. */
    public enum Training {
      RANDOM_INITIALISED,
      UPDATED,
      FROZEN,
      NOT_APPLICABLE
    }

    /** What a component descends from. */
    public enum Lineage {
      OWN_NEW,
      OWN_EARLIER,
      THIRD_PARTY_OPEN,
      THIRD_PARTY_RESTRICTED
    }
  }
}
