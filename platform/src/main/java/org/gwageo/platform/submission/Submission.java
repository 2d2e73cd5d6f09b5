package org.gwageo.platform.submission;

import java.net.URI;
import java.time.Instant;
import org.gwageo.platform.programme.StageId;
import org.jspecify.annotations.Nullable;

/**
 * One submission of a team to a stage. It never changes; a further one replaces it.
 *
 * @param stage to which stage
 * @param team the team's slug
 * @param model the name under which the endpoint serves the model
 * @param endpoint the base address of the OpenAI interface, ending in {@code /v1}
 * @param revision what the benchmark's journal calls this state of the model: the manifest's
 *     digest, or without files a digest of address and name
 * @param weights the folder's name in the model store, if files were handed in
 * @param manifest canonical JSON of the files
 * @param declarations canonical JSON of the declarations per component
 * @param licence the licence of the weights, if one was declared
 * @param commercialUse whether the licence allows commercial use, as declared
 * @param rulebookVersion the rules under which it was submitted
 * @param submittedBy the account
 * @param submittedAt when
 * @param receipt the receipt's number
 */
public record Submission(
    StageId stage,
    String team,
    String model,
    URI endpoint,
    String revision,
    @Nullable String weights,
    String manifest,
    String declarations,
    @Nullable String licence,
    boolean commercialUse,
    int rulebookVersion,
    String submittedBy,
    Instant submittedAt,
    String receipt) {}
