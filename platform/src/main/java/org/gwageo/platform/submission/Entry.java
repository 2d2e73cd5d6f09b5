package org.gwageo.platform.submission;

import java.net.URI;
import java.util.List;
import org.gwageo.platform.programme.definition.Submission.Component;
import org.jspecify.annotations.Nullable;

/**
 * What a team hands in.
 *
 * @param model the name under which the endpoint serves the model
 * @param endpoint the base address of the OpenAI interface, ending in {@code /v1}
 * @param weights the folder's name in the model store; {@code null} when no files are handed in
 * @param licence the licence of the weights
 * @param commercialUse whether that licence allows commercial use
 * @param components the declaration for each component
 */
public record Entry(
    String model,
    URI endpoint,
    @Nullable String weights,
    @Nullable String licence,
    boolean commercialUse,
    List<Component> components) {

  /** Copies {@code components}. */
  public Entry {
    components = List.copyOf(components);
  }
}
