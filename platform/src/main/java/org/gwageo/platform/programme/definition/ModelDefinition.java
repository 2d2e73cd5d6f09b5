package org.gwageo.platform.programme.definition;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model that a team entered; a component is {@code null} when nothing is published.
 *
 * @param name name of the release
 * @param stage id of the stage it was entered in
 * @param totalParameters number of parameters
 * @param activeParameters parameters used for one token
 * @param modalities {@code text}, {@code image}, {@code video}, {@code audio}; empty when not
 *     stated
 * @param licence name of the licence
 * @param architecture class name in the Hugging Face configuration, or the closest published name
 * @param layers number of layers, with their kinds where told
 * @param experts routed and shared experts
 * @param attention kind of attention
 * @param vocabulary entries of the tokenizer
 * @param context longest context as published
 * @param trainingTokens tokens of pre-training as published
 * @param report technical report
 * @param released when it was released
 * @param folder folder of the weights from the root of the repository; practice programmes only
 * @param uncertain names of the components above that one weak source states
 * @param notes further sentences
 * @param attribution where it comes from
 */
public record ModelDefinition(
    String name,
    String stage,
    @Nullable BigDecimal totalParameters,
    @Nullable BigDecimal activeParameters,
    List<String> modalities,
    @Nullable String licence,
    @Nullable String architecture,
    @Nullable String layers,
    @Nullable String experts,
    @Nullable String attention,
    @Nullable Integer vocabulary,
    @Nullable String context,
    @Nullable String trainingTokens,
    @Nullable String report,
    @Nullable Period released,
    @Nullable String folder,
    Set<String> uncertain,
    List<Statement> notes,
    Attribution attribution) {

  public ModelDefinition {
    modalities = List.copyOf(modalities);
    uncertain = Set.copyOf(uncertain);
    notes = List.copyOf(notes);
  }
}
